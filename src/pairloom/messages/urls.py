from django.urls import path

from pairloom.messages.views import mailbox, message, outbox, stopping, wordings

app_name = "messages"
urlpatterns = [
    path("preferences/", stopping.preferences, name="preferences"),
    path("stop/<str:token>/", stopping.stop_mail, name="stop"),
    path("mailbox/", mailbox.local_mailbox, name="mailbox"),
    path("mailbox/<str:key>/", mailbox.local_mail, name="mailbox-mail"),
    path("mailbox/<str:key>/html/", mailbox.local_mail_html, name="mailbox-html"),
    path("<scope:scope>/", outbox.outbox, name="outbox"),
    path("<scope:scope>/batch/send/", outbox.send_batch, name="send-batch"),
    path("<scope:scope>/batch/take-back/", outbox.take_back_batch, name="take-back-batch"),
    path("<scope:scope>/batch/retry/", outbox.retry_batch, name="retry-batch"),
    path("<scope:scope>/preview/", message.preview, name="preview"),
    path("<scope:scope>/wordings/", wordings.wordings, name="wordings"),
    path("<scope:scope>/wordings/<slug:key>/", wordings.wording, name="wording"),
    path("<scope:scope>/wordings/<slug:key>/preview/", wordings.preview_wording, name="preview-wording"),
    path("<scope:scope>/wordings/<slug:key>/reset/", wordings.reset_wording, name="reset-wording"),
    path("<scope:scope>/wordings/<slug:key>/restore/", wordings.restore_wording, name="restore-wording"),
    path("<scope:scope>/<int:pk>/", message.read, name="message"),
    path("<scope:scope>/<int:pk>/html/", message.as_mail, name="message-html"),
    path("<scope:scope>/<int:pk>/edit/", message.edit, name="edit"),
    path("<scope:scope>/<int:pk>/<slug:verb>/", message.act, name="act"),
]
