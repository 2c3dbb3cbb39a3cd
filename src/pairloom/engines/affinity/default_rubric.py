"""The rubric of a round whose organiser has not written one, and of a form service's usual export."""

from pairloom.engines.affinity.comparisons import (
    CommonHours,
    HoursInCommon,
    InCommon,
    OrderedScale,
    Overlap,
    TextLikeness,
)
from pairloom.engines.affinity.rubric import Rubric

DEFAULT_RUBRIC = Rubric(
    title="Community mentoring",
    columns={
        "id": ("E-mail address", "E-mail", "Email address", "Email", "Mail", "Id", "Username"),
        "name": ("Name", "Full name", "Your name", "First name + Last name", "First name + Surname"),
        "role": (
            "I want to take part as",
            "Role",
            "Take part as",
            "Mentor or mentee",
            "Are you a mentor or a mentee?",
            "I would like to be a",
        ),
        "wants": ("How many mentors would you like?", "Mentors wanted", "Number of mentors", "Wants"),
        "capacity": (
            "How many mentees can you take?",
            "Mentees you can take",
            "Number of mentees",
            "Capacity",
            "Places",
        ),
        "minimum": ("Fewest mentees", "Minimum"),
        "signed_up": ("Timestamp", "Submitted at", "Submission date", "Signed up", "Date submitted"),
        "topics_wanted": (
            "Topics you want to learn",
            "Topics you want to learn about",
            "Topics wanted",
            "What do you want to learn?",
            "I want to learn",
        ),
        "topics_offered": (
            "Topics you can help with",
            "Topics offered",
            "What can you help with?",
            "I can help with",
        ),
        "languages": ("Languages", "Languages you speak", "Which languages do you speak?", "Language"),
        "time_zone": ("Time zone", "Timezone", "Your time zone", "Which time zone are you in?"),
        "availability": (
            "When are you free in the week?",
            "When are you free?",
            "Availability",
            "Your availability",
            "Weekly availability",
        ),
        "ways_to_meet": ("How you like to meet", "Ways to meet", "How do you like to meet?"),
        "employer": ("Employer", "Company", "Organisation", "Organization", "Affiliation"),
        "experience": ("Experience", "Years of experience", "How experienced are you?"),
        "goals": ("What do you hope for?", "What do you hope to get out of it?", "Goals", "Your goals"),
        "about": ("A line about yourself", "About you", "About yourself", "Bio", "Biography"),
    },
    scales={
        "levels": (
            "the basics / basic / beginner",
            "working knowledge / intermediate",
            "deep experience / advanced / expert",
        ),
        "experience": (
            "new to the field",
            "one to three years",
            "three to ten years",
            "more than ten years",
        ),
    },
    criteria=(
        Overlap(name="topics", mentee="topics_wanted", mentor="topics_offered", weight=5, levels="levels"),
        TextLikeness(name="hopes and experience", mentee="goals", mentor="about", weight=2),
        CommonHours(name="common hours", mentee="availability", mentor="availability", weight=2, enough=3),
        Overlap(name="ways to meet", mentee="ways_to_meet", mentor="ways_to_meet", weight=1, focus=0),
        OrderedScale(
            name="experience",
            mentee="experience",
            mentor="experience",
            scale="experience",
            weight=1,
            gap=(1, 3),
        ),
    ),
    rules=(
        InCommon(
            name="languages", mentee="languages", mentor="languages", says="without a language in common"
        ),
        HoursInCommon(
            name="common hours",
            mentee="availability",
            mentor="availability",
            at_least=1,
            says="without an hour in common every week",
        ),
    ),
    defaults={"wants": 1, "capacity": 1},
)
