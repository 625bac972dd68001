"""The few sentences that are ours and not an article's: all of them stand here."""

OPENINGS = {"yes": "Yes.", "no": "No.", "partly": "In part."}

SILENT = "The article does not say {what}."
SILENT_ON = "The article does not mention {what}."
SILENT_THERE = "The article does not say that."
NEAREST = "The closest it comes: “{quote}” [1]"

OUT_OF_SCOPE = (
    "I can't help with that: I answer only from the exercise articles that I have ({titles})."
)
NOT_HELD = "I have no article about that. What I have: {titles}."
UNCLEAR = "Which exercise do you mean: {titles}?"
UNCLEAR_ALONE = "I did not understand that. Ask me something about {titles}."
LANGUAGE = "I can only read English so far. Please ask in English."
FOREIGN_EMERGENCY = "In an emergency call {number}."

BECAUSE = "What you describe can be a sign of this: {label}."
UNDERSTOOD = "What I understood: {label}."  # of what is no sign, but so or not so
STANDS = "You told me of something that has to be looked at first ({label})."

MAY_BE = "What you write may be a sign of this: {label}. If that is so now: {first}"
MAY_MEAN = "What you write may mean this: {label}. If that is so now: {first}"
MAY_BE_ANY = (
    "Before I answer: is something wrong right now, such as bad or new pain, swelling, numbness, "
    "fever, trouble breathing, or somebody in danger? If so, stop, and phone your doctor today, or "
    "{number} if it is severe."
)
IF_NOT = "If it is not, say no and ask again."

TOLD = "What you told me: {case}."
ASKED_ABOUT = "You ask about: {case}."
ARTICLE_SAYS = "The article says:"
NOT_FOR_YOU = "The article asks for this, which does not hold here:"
GOOD_AFTER = "Is it good after {operation}?"  # put to the article, not to a person
FOR_YOU = "For you:"
HOW_LONG_AGO = "How many weeks ago was it?"
WHICH_GRAFT = "Which graft was it: hamstring, kneecap tendon, quadriceps tendon or a donor's?"

GREETING = "Hello. Ask me anything about {titles}: how to do it, what it works, what to avoid."
THANKS = "You're welcome."
GOODBYE = "Goodbye, and take care."
CAPABILITY = (
    "I answer questions about {titles} from the article itself and show where each sentence "
    "stands in it; where it is silent, I say so. I am a program, not a doctor."
)
