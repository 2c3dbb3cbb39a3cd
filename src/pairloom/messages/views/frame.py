from django.http import HttpResponse

# A mail brings its own style and nothing else: no script, picture, form or link that leads anywhere.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


def mail_response(html: str) -> HttpResponse:
    """The HTML of a mail alone, as the frame that shows it asks for it."""
    return HttpResponse(html, headers={"Content-Security-Policy": POLICY})
