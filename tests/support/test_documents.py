from pathlib import Path

import pytest

from tests.support.documents import Example, examples, matches, run

PAGE = """
<!-- test -->
```console
$ echo one \\
>   two
one two
$ echo three
three
```

```console
$ not run, because nothing asks for it
```

<!-- test: exit 3 -->
```sh
$ exit 3
```
"""


def test_only_marked_blocks_are_run_and_long_commands_are_joined() -> None:
    assert list(examples(PAGE)) == [
        Example("echo one \\\n  two", "one two", 0),
        Example("echo three", "three", 0),
        Example("exit 3", "", 3),
    ]


def test_an_example_that_keeps_its_word_passes(tmp_path: Path) -> None:
    for example in examples(PAGE):
        run(example, tmp_path)


@pytest.mark.parametrize(
    "example", [Example("echo one", "two", 0), Example("exit 2", "", 0), Example("true", "", 1)]
)
def test_an_example_that_does_not_keep_its_word_fails(example: Example, tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        run(example, tmp_path)


def test_three_dots_stand_for_any_text_and_any_lines() -> None:
    assert matches("served 47 of ... people\n...\nproven", "served 47 of 50 people\na\nb\nproven\n")
    assert not matches("served 47 of ...", "served 48 of 50")
