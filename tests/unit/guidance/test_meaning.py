import numpy as np

from bot.guidance.learned import Learned
from bot.guidance.meaning import embed
from bot.guidance.overlap import Overlap, grams


def test_sentences_of_one_meaning_point_the_same_way() -> None:
    asked, same, other = embed(
        ["How do I find clients?", "where can i get more customers", "the snare buzzes"]
    )
    assert np.allclose(np.linalg.norm([asked, same, other], axis=1), 1, atol=1e-5)
    assert asked @ same > 0.5 > asked @ other


def test_a_sentence_has_one_vector_alone_and_among_others() -> None:
    texts = ["one", "a somewhat longer sentence about mixing", ""]
    assert np.allclose(embed(texts)[1], embed(texts[1:2])[0], atol=0.05)


def test_examples_with_the_questions_words_score() -> None:
    overlap = Overlap(["open mics tonight", "mailing list", "open a mailing list"], str.split)
    scores = overlap.scores("mailing list please")
    assert scores[1] > scores[2] > scores[0] == 0
    assert not overlap.scores("").any()


def test_words_of_one_family_have_parts_in_common() -> None:
    assert set(grams("recording")) & set(grams("recorded"))
    assert grams("fee") == []


def test_a_linear_model_gives_back_what_it_was_taught() -> None:
    vectors = np.eye(3, dtype=np.float32)
    learned = Learned(vectors, np.eye(3), np.ones(3), restraint=0.01)
    assert [int(learned.expect(vector).argmax()) for vector in vectors] == [0, 1, 2]
