"""What the candidates of the filled data folder say; `[1.4]` is a pause of so many seconds."""

from __future__ import annotations

DEADLINE = (
    "Last spring I was labelling customer chats for tone, and our client moved the delivery from Friday to Wednesday "
    "morning. About nine hundred chats were left, and two of us read sarcasm in opposite ways, so one chat in eight "
    "came back disputed, which we saw every evening when the numbers of the day were read out to all of us. [2.6] My "
    "task was to deliver all nine hundred on Wednesday without guessing. First I, um, sorted the queue by hand, [2.4] "
    "so that the chats with sarcasm or a refund were read in the morning while all of us were fresh, and the short "
    "ones came at the end of the day. For example, a customer wrote great, another outage, and I marked it negative, "
    "wrote one sentence on why, and asked my lead to confirm the reading. [2.2] Then I kept a list of the disputed "
    "cases, each with my reason beside it, and, um, proposed one rule for all of them, because, you know, arguing "
    "each chat alone cost us about four minutes every time. [4.1] We handed them in at nine on Wednesday, disputed "
    "chats fell from twelve percent to four, and the client asked for the same four people again in June. [2.9] What "
    "I took from it is to bring a proposal with the question, because a tight deadline leaves no room for the "
    "question alone."
)
DEADLINE_SHORTER = (
    "Last spring I was labelling customer chats for tone, and our client moved the delivery to Wednesday morning. My "
    "task was to deliver nine hundred chats on Wednesday without letting the error rate rise above three percent. I "
    "sorted the queue by risk and we read the sarcasm first. We delivered on Wednesday, and the error rate stayed at "
    "two percent."
)
DEADLINE_EARLY = (
    "So, um, we often had tight deadlines on our chats. [1.6] I think it is important to stay calm and, um, to work "
    "in a team. We always delivered in the end, and the client was, you know, quite happy with it."
)
GUIDELINE = (
    "Last March I was labelling medical chat messages for urgency, and the guideline said to mark anything that "
    "involves chest pain as urgent. Many messages mentioned chest pain from years ago, and I had three hundred of "
    "them due that evening. I read forty earlier items and saw that reviewers had accepted past symptoms as routine. "
    "So I set a temporary rule and logged every message that it touched, twenty six in all. My lead confirmed the "
    "rule the next morning and our rework fell from nine percent to three. I learnt that a written rule is cheaper to "
    "undo than a silent guess."
)
GUIDELINE_EARLY = (
    "The guidelines were often unclear, and I usually asked somebody or used my common sense. Communication is the "
    "most important thing when a guideline is not clear."
)
MEASURE = (
    "On a speech project our word error rate had a baseline of eleven percent against a target of six. I sorted two "
    "hundred rejected clips by cause and found that more than half were numbers. So I rewrote that rule with eight "
    "examples and held one calibration session with nine people. The rate fell to five percent and held for two "
    "months."
)
MEASURE_EARLY = "My accuracy was always very high. I improved the quality a lot by being careful."
STEPS = (
    "First, I go back to the guidelines and find the line that speaks to this pair. Second, I ask my colleague which "
    "part of the reply decided it for them. Third, I write the case up with both reasons and escalate it to the lead."
)
PROBED = "The lead agreed with my colleague in two of three cases, and I changed my ranking both times."
FOREIGN = "My colleague Łukasz Ōta from Kraków said: naïve labels are a Ž of their own. Ἀθηνᾶ agreed, Дарья did not."
