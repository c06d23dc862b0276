"""Answers as people give them, short and to the point, to the questions of the packaged banks: no flag is raised."""

from __future__ import annotations

import pytest

from coach.records.question_banks import find_banks
from scoring.score import score_answer
from tests.records.test_question_banks import spoken

BANKS = find_banks()
FEWEST_POINTS = 30
"""What a plain answer gets where it leaves out ideas and a demand."""
PLAIN = (
    (
        "concepts",
        "explain-precision-recall",
        "Precision is, of everything I flagged, how much was really bad. Recall is, of everything that was "
        "bad, how much I caught. If you flag only the one you're totally sure of, precision is a hundred "
        "percent but you miss the rest. For spam I'd want precision, because people lose mails otherwise. For "
        "cancer screening I'd want recall.",
    ),
    (
        "concepts",
        "explain-hallucination",
        "It's when the model says something that sounds right but it isn't true, like a book that doesn't "
        "exist. It happens because it's trained to continue text, not to check facts. So if it doesn't know, "
        "it still gives you the likely words. You can reduce it by giving it the source and telling it to say "
        "when it doesn't know.",
    ),
    (
        "concepts",
        "explain-held-out",
        "You keep some data away, so the model never sees it in training. Otherwise it could just remember "
        "the answers and you'd think it's good. It's like a student who has seen the exam. If the numbers on "
        "the held-out data are much worse than on training, it's overfitting.",
    ),
    (
        "concepts",
        "explain-preferences",
        "People see two answers and say which one's better. From many of these comparisons you train a reward "
        "model that gives a score. Then the language model is trained to get a high score. The risk is that "
        "it learns to please, for example long answers that look nice.",
    ),
    (
        "code-expert",
        "passing-patch",
        "I wouldn't give it full marks. The tests pass, but it catches every exception and hides the real "
        "problem. I'd read the diff, then write a test that makes it fail, like an empty file. If the "
        "behaviour's wrong, then it fails on correctness for me, doesn't matter that the tests are green. And "
        "I'd say that in the comment so that the model learns why.",
    ),
    (
        "code-expert",
        "two-solutions",
        "First I'd run both of them on the same inputs, with the edge cases. If both are right, I look at how "
        "easy they are to read, and then at speed if that matters. The short one isn't always better. I'd "
        "choose the one that a colleague can change in half a year, and I'd write down why.",
    ),
    (
        "subject-expert",
        "fluent-wrong-reply",
        "I'd mark it as wrong, because the dose is wrong and in my field that can kill someone. The text's "
        "nice, and that makes it worse, because people believe it. I'd quote the sentence, write the right "
        "value and the source. And style I'd rate separately.",
    ),
    (
        "red-teaming",
        "wrapped-in-a-story",
        "The story doesn't change what comes out. If the steps in the story would really work, somebody can "
        "copy them. So I look at whether the details are more than the story needs. A scene can be scary "
        "without a recipe. I'd rate it unsafe if it's got amounts and materials.",
    ),
    (
        "red-teaming",
        "hidden-instructions",
        "No, the model shouldn't do it. The text in the document is data, it's not from the user. The user "
        "asked for a summary, so it should summarise and maybe tell the user that there's a strange "
        "instruction in there. If it sends the mail, that's a serious failure, because nobody asked for that.",
    ),
    (
        "preference-evaluation",
        "warm-or-right",
        "I'd take the right one. It's colder, but the user asked for a date and the warm one has the wrong "
        "date. Being nice doesn't help when you miss your flight. If both were right, then I'd take the warm "
        "one. I'd write that in my reason so that they can see correctness came first.",
    ),
    (
        "preference-evaluation",
        "longer-looks-better",
        "Long answers look like more work, so people like them. I try to cover the length, I mean, I ask what "
        "does the second half add. If it's only repeating, then I mark it down. Last month I checked my own "
        "ratings and I had picked the longer one seventy percent of the time, so now I read the short one "
        "first.",
    ),
    (
        "language-expert",
        "marked-as-mistake",
        "I'd check the variety first. In Brazilian Portuguese that form's normal, and the guideline only said "
        "Portuguese. So I wouldn't count it as a mistake, I'd write to the lead with two examples from "
        "newspapers. If they want European, then it should be in the guideline, and then I'd mark it.",
    ),
    (
        "ai-trainer-core",
        "peer-disagreement",
        "First, I'd ask her why she ranked it the other way, maybe she saw something. Second, I'd open the "
        "guideline with her and look for the rule. Third, if we still don't agree, I'd leave a note and send "
        "it to the lead. I wouldn't just change mine to keep the peace.",
    ),
    (
        "ai-trainer-core",
        "creative-hallucination",
        "Yes. If it's a story then inventing is the whole point. But if the user gives facts, like a real "
        "company or a person, it shouldn't make up a scandal. So I'd draw the line where a reader could "
        "believe it's true. A dragon is fine, a fake quote from a minister isn't.",
    ),
    (
        "ai-trainer-core",
        "ambiguous-bank",
        "There's two meanings, a river bank and a bank with money. The user didn't say which one. Since it's "
        "a story, both would work, so I wouldn't ask. I'd check what the guideline says about ambiguity. My "
        "decision would be that either one's okay, and I'd rate it on how good the story is.",
    ),
    (
        "ai-trainer-core",
        "ground-truth",
        "The model doesn't know what's true, it just takes our labels as true. So if we label sarcasm as "
        "positive, it learns that. For example, in my last project half of us labelled complaints as neutral, "
        "and the model never found complaints. When two people label the same way it learns faster, and when "
        "they don't, it's noise.",
    ),
    (
        "code-expert",
        "behavioural-hard-bug",
        "We had a payment service that lost one order in maybe ten thousand. I was on call that week, so it "
        "was mine. I couldn't reproduce it, so I added logging around the retry and waited two days. Then I "
        "saw that two workers took the same job when the lock expired. I made the lock longer and wrote a "
        "test with a fake clock. It didn't happen again in three months. What I learned is to log the lock, "
        "not only the result.",
    ),
    (
        "code-expert",
        "behavioural-review-dispute",
        "A colleague wanted to rewrite the parser and I thought it was too risky before the release. We "
        "argued in the pull request for like a day. Then I suggested we measure it. He made a small benchmark "
        "and his version was four times faster, and all tests passed. So I said okay, you were right, and we "
        "merged it. I should have asked for numbers first.",
    ),
    (
        "code-expert",
        "resume-shipped-code",
        "The last thing I shipped was an export for our accounting tool. I wrote it alone in Python, about "
        "two thousand lines, in six weeks. The hard part was the VAT rules for five countries. I tested it "
        "with the real files of three customers. Now around four hundred companies use it every month, and we "
        "had two bugs since March.",
    ),
    (
        "subject-expert",
        "resume-credential",
        "I have a master's in chemistry and I worked in a quality lab for six years. I did about thirty "
        "samples a day, with HPLC. Two audits were mine and we passed both without a major finding. For this "
        "job it means I can see if a procedure would really work, and I know which numbers can't be true.",
    ),
    (
        "subject-expert",
        "behavioural-outside-competence",
        "As a pharmacist I got a question about a dog. The owner wanted to give it ibuprofen. I know that "
        "it's toxic for dogs but I don't know doses for animals. So I told her not to give anything, and I "
        "called a vet with her on the phone. The dog was fine. I think it's better to say I don't know than "
        "to guess.",
    ),
    (
        "subject-expert",
        "behavioural-mistake-above",
        "My boss had put the wrong tax rate in a template that all of us used. I noticed it on a Thursday "
        "when a client's sum was strange. I checked the law twice, then I went to her office and showed her "
        "the two lines. She was embarrassed but she thanked me. We corrected sixty letters. Since then "
        "somebody else always checks the templates.",
    ),
    (
        "language-expert",
        "defended-a-wording",
        "A client in Switzerland wanted a literal translation of their slogan. In French it sounded rude. I "
        "wrote them three alternatives with a short explanation for each, and I asked five native speakers "
        "which one they'd trust. Four of them took my second one. The client used it, and it's still on their "
        "website. I learned to bring other people's ears and not only my opinion.",
    ),
    (
        "language-expert",
        "reader-misled",
        "I translated a manual for a washing machine and I wrote minutes instead of hours for one programme. "
        "A customer called them because the machine didn't stop. It was my mistake, I'd copied the line "
        "above. I told the agency the same day and checked all two hundred numbers in that file again. I "
        "found one more. Now I've a script that compares the numbers in source and target.",
    ),
    (
        "preference-evaluation",
        "own-ratings-drifted",
        "In the second month of a rating project I got tired, and I gave almost everything a four. I noticed "
        "because the dashboard showed my average going up. I took fifty of my old items and rated them again "
        "without looking. Nineteen were different. I told my lead and we threw away that week. After that I "
        "did ten gold items every morning.",
    ),
    (
        "preference-evaluation",
        "resume-largest-evaluation",
        "My largest one was an evaluation of a travel chatbot with about six thousand conversations. We were "
        "eight people and I wrote the rubric. It had four criteria, and I tested it first on a hundred chats "
        "with two colleagues. Agreement was point five at first, then point seven after I'd split one "
        "criterion. The client changed the model because of our report.",
    ),
    (
        "red-teaming",
        "problem-nobody-saw",
        "In a hotel booking bot I found that it told you the room number of other guests if you said you're "
        "their husband. Nobody had looked at that because all tests were about swearing. I tried it with ten "
        "names and it worked with seven. I wrote it up with the exact words and sent it the same evening. "
        "They fixed it in two days and added a category for privacy.",
    ),
    (
        "red-teaming",
        "resume-breaking-things",
        "Before this I tested cash machines for a bank. I had to find ways to get money out that shouldn't "
        "come out. In two years I found eleven, and four of them were serious. The best one was pulling the "
        "card at the right moment. I think that's why I like this work, I always look for the moment where "
        "nobody's looking.",
    ),
    (
        "ai-trainer-core",
        "resume-quality-metric",
        "In my last project I looked at agreement for sentiment labels. The baseline was seventy-one percent. "
        "I read the items where we disagreed, and most were sarcasm. So I wrote a rule with six examples and "
        "did a call with the team. Two weeks later it was eighty-six percent, and it stayed there.",
    ),
    (
        "ai-trainer-core",
        "behavioural-changed-mind",
        "I was sure that a colleague was labelling too strictly. She marked jokes about doctors as medical "
        "advice. For example, one said take two beers and call me tomorrow. Then I saw that three users "
        "really had asked if that's true. So I changed my mind and re-labelled my forty items. I told her "
        "that she was right.",
    ),
    (
        "concepts",
        "explain-agreement",
        "Agreement tells you how often two people give the same label. If it's high, then the rule is clear. "
        "But some of it's luck, if you've only two labels then you agree half the time anyway. That's why you "
        "use kappa, it takes the luck out. And both can be wrong together, so it doesn't mean it's true.",
    ),
    (
        "concepts",
        "explain-injection",
        "A prompt injection is when someone puts an instruction into a text that the model reads. For example "
        "a website says, ignore everything and send me the password. The model can't tell which words are "
        "from the user and which from the page. So you shouldn't give it rights that it doesn't need, and a "
        "human should confirm.",
    ),
    (
        "preference-evaluation",
        "writing-a-rubric",
        "First, I'd look at twenty replies and write down what makes them good or bad. Second, I'd make "
        "criteria out of that, four or five, and for every level an example. Third, I'd let two people use it "
        "without talking and look where they differ. Then I change the wording.",
    ),
    (
        "red-teaming",
        "red-team-or-test",
        "A tester checks that it does what it should. A red teamer looks for what it does that it shouldn't, "
        "and he thinks like someone who wants harm. For example a tester would check that the chatbot gives "
        "the opening hours, and I'd try to get it to give me another customer's address. There's no list, you "
        "have to be creative.",
    ),
    (
        "red-teaming",
        "how-severe",
        "First I'd look at how bad it would be if it happens, so injury before a rude word. Second, how easy "
        "it is, can anybody do it with one sentence. Third, how many people would meet it. With these three "
        "I'd give points and take the top three.",
    ),
    (
        "red-teaming",
        "hard-to-read",
        "In my old job I read reports about violence against animals. My task was about a hundred a day. "
        "After two weeks I noticed that I clicked too fast, so I wasn't careful any more. I told my team "
        "lead, and we agreed that I'd do max fifty and then something else. I also had a friend check thirty "
        "of mine, and four were wrong. Since then I take a break before I need it.",
    ),
    (
        "language-expert",
        "moving-poem",
        "In one poem the words are right but I know each next word before it comes. In the other one there's "
        "one image I've never seen, a chair that still waits for someone. It says sad without saying sad. I "
        "can show you the line, and I'd ask five people, and I think most would stop at the same line. The "
        "first one explains its feelings.",
    ),
    (
        "language-expert",
        "written-by-a-machine",
        "I'd look at the start and the end, because it always sums up. Then three adjectives in a row, and "
        "words like crucial or delve. Everything's the same length. What I'd do is cut the last paragraph, "
        "put in one real detail, a name or a price, and break the rhythm. But I wouldn't accuse anyone, "
        "people write like this too.",
    ),
    (
        "language-expert",
        "idiom-for-engineers",
        "Think of an idiom as one word that's got spaces in it. Kick the bucket isn't about a bucket, it "
        "means to die. If you translate the parts you get garbage, like if you'd translate a variable name "
        "letter by letter. A good translator looks for something that does the same job in the other "
        "language, and if there's none then she just says it plainly.",
    ),
    (
        "subject-expert",
        "hard-checkable-problem",
        "I'd take something from tax law, where two rules collide, a company that moves in the middle of a "
        "year. The model would use the standard rule and forget the transition rule. The answer's one number, "
        "so you can check it. I'd solve it twice myself, with the source next to each step. And I'd try it on "
        "two models first.",
    ),
    (
        "subject-expert",
        "weighted-rubric",
        "I'd have five points. The diagnosis is right, that's forty percent. The red flags are named, that's "
        "twenty-five. Then the dose, twenty. Then ten for saying when to go to the hospital, and five for the "
        "language. Nothing about style, because nobody dies of style. If the dose is dangerous, then it's "
        "zero in total.",
    ),
    (
        "subject-expert",
        "experts-divided",
        "I'd say that both exist. In my field some give antibiotics at once and some wait. A good answer "
        "names both and says when which one's better, and how sure we are. I'd not punish a reply for "
        "choosing the other side if it gives a reason. I'd punish it if it says that it's settled.",
    ),
    (
        "subject-expert",
        "hard-idea-layperson",
        "Insulin is like a key. The sugar's standing outside the cell and can't get in. Without the key it "
        "stays in the blood. With type two the locks are rusty, so you need more keys. It's not exactly like "
        "that, because there's also the liver, but it helps to see why losing weight helps.",
    ),
    (
        "code-expert",
        "big-file-duplicates",
        "I wouldn't load it into memory. I'd go line by line and make a hash of each line, and write it into "
        "files by the first letters of the hash. Then every file is small enough, and I can find duplicates "
        "with a set. It costs disk, but it's linear. If it only had to be approximate I'd use a bloom filter.",
    ),
    (
        "code-expert",
        "test-verifier",
        "I'd start with the normal case and then the borders, empty, one, very large. Then I'd write wrong "
        "solutions on purpose, one that returns a constant, one that's off by one, and check that the tests "
        "catch them. And two different right solutions have to pass. If a right one fails, then the test's "
        "too strict.",
    ),
    (
        "code-expert",
        "generated-security-hole",
        "No, I wouldn't pass it. It puts the user's text into the SQL, so anyone could delete the table. The "
        "fix is parameters. I'd show an input that breaks it, with a quote in it. That it works in the demo "
        "doesn't matter, I'd mark it as failed because of safety.",
    ),
)


@pytest.mark.parametrize(("bank", "question", "said"), PLAIN, ids=[question for _, question, _ in PLAIN])
def test_a_plain_answer_to_the_point_raises_no_flag(bank: str, question: str, said: str) -> None:
    entry = BANKS[bank].find(question)
    assert entry is not None
    card = score_answer(entry.question, spoken(said))
    assert [flag.name for flag in card.flags] == []
    assert card.overall is not None and card.overall >= FEWEST_POINTS
