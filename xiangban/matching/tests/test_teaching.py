import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from xiangban.matching.blocking import candidate_pairs
from xiangban.matching.boosting import LEAST_IN_LEAF, LEAVES, ROUNDS, SMOOTHING, STEP
from xiangban.matching.comparing import SIZES, compare, packed, unpacked
from xiangban.matching.rows import Roster
from xiangban.matching.table import read_table
from xiangban.matching.teaching import Experience, default_experience, enough, experience_of, labelled_pairs, teach
from xiangban.matching.tests.cast import number, roster, row
from xiangban.matching.trees import ModelUnreadable, default_trees, trees_from_text


def invented_experience(count: int = 500) -> Experience:
    """Levels at random; the higher they are, the oftener one child."""
    random = np.random.default_rng(3)
    levels = np.stack([random.integers(0, size, count) for size in SIZES], axis=1).astype(np.int8)
    keys = np.unique(packed(levels))
    share = unpacked(keys)[:, :2].sum(axis=1) / 28
    return Experience(keys, np.round(share * 50), np.round((1 - share) * 50))


def test_levels_packed_into_a_number_come_back() -> None:
    levels = np.array([[size - 1 for size in SIZES], [0] * len(SIZES), [1] * len(SIZES)], dtype=np.int8)
    assert (unpacked(packed(levels)) == levels).all()


def test_the_written_model_says_what_the_taught_one_says() -> None:
    experience = invented_experience()
    taught = teach(experience)
    levels = unpacked(experience.keys)
    assert np.allclose(trees_from_text(taught.as_text()).log_odds(levels), taught.log_odds(levels), atol=0.01)


@pytest.mark.parametrize("experience", [invented_experience(), default_experience()], ids=["few", "many"])
def test_the_trees_are_those_of_a_well_known_library(experience: Experience) -> None:
    levels = unpacked(experience.keys)
    weights = np.concatenate([experience.same, experience.other])
    peer = HistGradientBoostingClassifier(
        max_iter=ROUNDS, max_leaf_nodes=LEAVES, learning_rate=STEP, min_samples_leaf=LEAST_IN_LEAF,
        l2_regularization=SMOOTHING, early_stopping=False,
    )  # fmt: skip
    rows, labels = np.concatenate([levels, levels]).astype(float), np.repeat([1, 0], len(levels))
    with threadpool_limits(limits=1):  # its threads collapse on a busy machine
        peer.fit(rows[weights > 0], labels[weights > 0], sample_weight=weights[weights > 0])
        said = peer.decision_function(levels.astype(float))
    assert np.allclose(teach(experience).log_odds(levels), said, atol=1e-5)


def test_one_kind_of_row_teaches_one_answer() -> None:
    taught = teach(Experience(np.array([7]), np.array([300.0]), np.array([100.0])))
    assert taught.log_odds(unpacked(np.array([7, 9]))).tolist() == pytest.approx([np.log(3)] * 2)


def test_the_same_lessons_teach_the_same_model() -> None:
    assert teach(invented_experience()).as_text() == teach(invented_experience()).as_text()


def test_a_text_that_is_no_model_is_refused() -> None:
    for text in ("", "{}", '{"head": {"features": [], "baseline": 0, "depth": 1}, "trees": []}'):
        with pytest.raises(ModelUnreadable):
            trees_from_text(text)


def test_the_default_model_knows_the_plainest_cases() -> None:
    twice = row(id_number="")
    table = read_table([roster("education", twice), roster("police", twice)])
    same = compare(table, np.array([0]), np.array([1]), table.written)
    assert default_trees().log_odds(same)[0] > 5
    assert default_trees().log_odds(np.zeros_like(same))[0] < -3


def labels(*rows: dict[str, str]) -> tuple[list[bool], list[bool]]:
    """For the pairs of the rows of one agency each: shown to be one child, shown to be two."""
    table = read_table([roster(str(at), one) for at, one in enumerate(rows)])
    left, right = candidate_pairs(table)
    same, other = labelled_pairs(table, left, right, compare(table, left, right, table.written)[:, 0])
    return same.tolist(), other.tolist()


def test_equal_trusted_numbers_teach_one_child_and_different_ones_two() -> None:
    assert labels(row(), row(child_name="王小涵")) == ([True], [False])
    assert labels(row(), row(child_name="王子轩", id_number=number("2014-05-06", 33))) == ([False], [True])


def test_a_doubted_number_teaches_nothing_unless_the_name_stands_beside_it() -> None:
    other_date = {"birth_date": "2011-01-20"}
    assert labels(row(), row(child_name="王浩", **other_date)) == ([False], [False])
    assert labels(row(), row(**other_date)) == ([True], [False])
    assert labels(row(), row(id_number="")) == ([False], [False])


def test_few_labelled_pairs_are_not_enough_to_learn_from() -> None:
    few = Experience(np.array([1]), np.array([10.0]), np.array([10.0]))
    assert not enough(few)
    assert enough(few.with_weight(100))


def test_the_numbers_stay_hidden_while_teaching() -> None:
    rosters: list[Roster] = [roster("education", row()), roster("police", row())]
    bare = [roster("education", row(id_number="")), roster("police", row(id_number=""))]
    levels = []
    for given in (rosters, bare):
        table = read_table(given)
        levels.append(compare(table, np.array([0]), np.array([1]), table.written))
    assert (levels[0] == levels[1]).all()


def test_experiences_add_up() -> None:
    first = Experience(np.array([1, 5]), np.array([2.0, 0.0]), np.array([1.0, 4.0]))
    joined = first.joined(Experience(np.array([5, 9]), np.array([3.0, 1.0]), np.array([0.0, 2.0])))
    assert joined.keys.tolist() == [1, 5, 9]
    assert joined.same.tolist() == [2.0, 3.0, 1.0]
    assert joined.other.tolist() == [1.0, 4.0, 2.0]
    table = read_table([roster("police", row()), roster("villages", row())])
    counted = experience_of(
        compare(table, np.array([0]), np.array([1]), table.written), np.array([True]), np.array([False])
    )
    assert (counted.same.sum(), counted.other.sum()) == (1, 0)
