"""A form that was filled in wrongly says where, what was written, and what to do."""

import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override

from xiangban.web.error_words import DJANGO_COUNTS, DJANGO_SAYS
from xiangban.web.forms import PageFormRenderer
from xiangban.web.row_choices import RowsField
from xiangban.web.tests.gallery import ChildForm

WRONG = {
    "name": "林小满",
    "born": "2015-02-30",
    "number": '12345<b>"',
    "health": "1",
    "boarding": "",
    "told": "",
    "kept": "1",
}


class SecretForm(forms.Form):
    default_renderer = PageFormRenderer
    password = forms.RegexField(r"^\d+$", label="密码", widget=forms.PasswordInput(render_value=True))


@pytest.fixture
def drawn() -> str:
    with override("zh-hans"):
        return str(ChildForm(WRONG, renderer=PageFormRenderer()))


def test_the_summary_links_to_every_wrong_field_and_to_no_right_one(drawn: str) -> None:
    for target in ("id_born", "id_number", "id_boarding_0", "id_told"):
        assert f'href="#{target}"' in drawn
        assert f'id="{target}"' in drawn
    assert 'href="#id_name"' not in drawn
    assert "有 4 处需要改正" in drawn


def test_an_error_names_the_field_and_repeats_what_was_written(drawn: str) -> None:
    assert "身份证件号码（填写的是“12345&lt;b&gt;&quot;”）：应为 18 位" in drawn


def test_what_was_written_is_never_markup(drawn: str) -> None:
    assert "<b>" not in drawn


def test_a_password_is_never_repeated() -> None:
    form = SecretForm({"password": "secret-word"}, renderer=PageFormRenderer())
    assert "secret-word" not in str(form.as_div()).replace('value="secret-word"', "")
    assert form["password"].errors


def test_a_long_text_is_repeated_only_in_its_beginning() -> None:
    form = ChildForm(WRONG | {"number": "1" * 200}, renderer=PageFormRenderer())
    assert "1" * 40 + "…" in str(form)


def test_every_label_hint_and_error_is_tied_to_its_field(drawn: str) -> None:
    assert '<label class="field-label" for="id_name">' in drawn
    assert 'aria-describedby="id_name_helptext"' in drawn
    assert 'aria-describedby="id_number_error"' in drawn
    assert 'id="id_number_error"' in drawn
    assert drawn.count('aria-invalid="true"') >= 3


def test_widgets_carry_the_look_and_keep_their_own_classes() -> None:
    class Marked(forms.Form):
        number = forms.CharField(widget=forms.TextInput(attrs={"class": "number"}))
        health = forms.ChoiceField(choices=[("1", "健康")])

    drawn = str(Marked(renderer=PageFormRenderer()))
    assert 'class="number form-control"' in drawn
    assert 'class="form-select"' in drawn


def test_a_field_that_may_stay_empty_says_so() -> None:
    with override("zh-hans"):
        assert str(ChildForm(renderer=PageFormRenderer())).count("（选填）") == 3


def test_an_error_of_a_hidden_field_is_shown_though_the_field_is_not() -> None:
    with override("zh-hans"):
        assert "Kept：此项必填，请填写或选择。" in str(ChildForm(WRONG | {"kept": ""}, renderer=PageFormRenderer()))


def test_a_wrong_field_is_told_in_one_sentence_that_says_what_to_do() -> None:
    class Asked(forms.Form):
        name = forms.CharField(max_length=3)
        day = forms.DateField()
        number = forms.IntegerField(min_value=1)
        village = forms.ChoiceField(choices=[("1", "老鹰村")])

    with override("zh-hans"):
        errors = Asked({"name": "东方红星", "day": "2026-13-45", "number": "0", "village": "7"}).errors
        assert [str(sentence) for told in errors.values() for sentence in told] == [
            "最多3个字，现有4个字，请缩短。",
            "日期不正确，请按“2026-09-01”的格式填写。",
            "不能小于1。",
            "“7”不在可选范围内，请从列出的选项中选择。",
        ]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_what_django_says_of_a_field_is_said_in_our_words(language: str) -> None:
    with override(language):
        told = [gettext(text) for text in DJANGO_SAYS]
        told += [
            str(counted % dict.fromkeys(("limit_value", "show_value", "max", "length"), 3)) for counted in DJANGO_COUNTS
        ]
    assert [sentence for sentence in told if not sentence.endswith("。") or "有效" in sentence] == []


def test_hidden_fields_are_sent_and_an_error_of_the_whole_form_is_shown() -> None:
    form = ChildForm(WRONG, renderer=PageFormRenderer())
    form.add_error(None, "出生日期与身份证件号码不一致。")
    drawn = str(form)
    assert '<input type="hidden" name="kept"' in drawn
    assert "出生日期与身份证件号码不一致。" in drawn


def test_a_list_to_choose_from_begins_with_a_word() -> None:
    class Chosen(forms.Form):
        default_renderer = PageFormRenderer
        village = forms.ChoiceField(choices=[("", "---------"), ("1", "老鹰村")])

    with override("zh-hans"):
        drawn = str(Chosen()["village"])
    assert '<option value="" selected>请选择</option>' in drawn
    assert '<option value="1">老鹰村</option>' in drawn


@pytest.mark.django_db
@pytest.mark.parametrize("forged", ["9" * 30, "-" + "9" * 30, "x", "0"])
def test_a_forged_key_is_no_choice_however_long_it_is(forged: str) -> None:
    with pytest.raises(ValidationError):
        RowsField(ContentType.objects.all()).clean([forged])
