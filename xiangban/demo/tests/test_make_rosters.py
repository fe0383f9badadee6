"""The command make_rosters: what it writes, what it refuses, what it calls a wrong call."""

from pathlib import Path

import pytest

from xiangban.demo.management.commands.make_rosters import Command
from xiangban.demo.rosters import rates

FILES = ["education.xlsx", "police.xlsx", "truth.csv", "villages.xlsx"]


def run(*arguments: object) -> None:
    Command().run_from_argv(["xiangban", "make_rosters", *(str(argument) for argument in arguments)])


def test_three_rosters_and_the_truth_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path / "new", "--children", 60, "--seed", 3, "--errors", 2)

    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == FILES
    assert capsys.readouterr().out.split() == [
        str(tmp_path / "new" / name) for name in ("education.xlsx", "police.xlsx", "villages.xlsx", "truth.csv")
    ]


def test_earlier_rosters_are_replaced(tmp_path: Path) -> None:
    run(tmp_path, "--children", 30)
    run(tmp_path, "--children", 30, "--kind", "csv-gb18030")

    assert sorted(path.name for path in tmp_path.iterdir()) == [name.replace("xlsx", "csv") for name in FILES]


def test_a_folder_with_other_files_is_refused_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "accounts.xlsx").write_text("mine")

    with pytest.raises(SystemExit) as left:
        run(tmp_path, "--children", 30)

    assert left.value.code == 1
    assert "accounts.xlsx" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["accounts.xlsx"]


@pytest.mark.parametrize(
    "options",
    [
        ("--children", "0"),
        ("--children", "many"),
        ("--children", "1000001"),
        ("--errors", "-1"),
        ("--errors", "nan"),
        ("--errors", "21"),
        ("--mix", "another"),
        ("--kind", "xls"),
        ("--seed", "x"),
    ],
)
def test_a_wrong_call_ends_with_two(tmp_path: Path, options: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(tmp_path / "new", *options)

    assert left.value.code == 2
    assert not (tmp_path / "new").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(SystemExit) as left:
        run(tmp_path / "file")

    assert left.value.code == 2


def test_without_the_file_of_rates_the_command_says_where_it_belongs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rates, "RATES_FILE", tmp_path / "rates.toml")

    with pytest.raises(SystemExit) as left:
        run(tmp_path / "new")

    assert left.value.code == 1
    assert "rates.toml" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
