"""A form that was filled in wrongly says where, what was written, and what to do."""

import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.translation import override

from xiangban.web.forms import PageFormRenderer, RowsField
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
        assert "Kept：这个字段是必填项。" in str(ChildForm(WRONG | {"kept": ""}, renderer=PageFormRenderer()))


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
