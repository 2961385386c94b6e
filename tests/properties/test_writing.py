"""A document that is written out reads as the same document, whatever stands in it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engine.letters import ODD
from webapp.engine.problems import Where
from webapp.engine.scenario.writing import written
from webapp.engine.yaml import Mapping, Node, Scalar, Sequence, read

HERE = Where("f")
LETTERS = st.characters(exclude_categories=("Cs",)) | st.sampled_from(
    "\n\n \t#:-,[]{}'\"\\|>&*!%@`?~=<ابت\u2028\u00a0"
)
WORDS = st.text(LETTERS, max_size=12).filter(lambda text: not ODD.search(text))
SCALARS = (WORDS | st.sampled_from(["no", "012", "-2", "---", "a: b", "12:30", "a\n\nb\n", "null"])).map(
    lambda text: Scalar(text, HERE)
)


def mapping(entries: dict[str, Node]) -> Mapping:
    return Mapping(entries, dict.fromkeys(entries, HERE), HERE)


NODES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: Sequence(tuple(items), HERE))
        | st.dictionaries(WORDS, inner, max_size=4).map(mapping)
    ),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(WORDS, NODES, min_size=1, max_size=4).map(mapping)


def bare(node: Node | None) -> object:
    """A document without its places."""
    if isinstance(node, Sequence):
        return [bare(item) for item in node]
    if isinstance(node, Mapping):
        return [(key, bare(entry)) for key, entry in node.entries.items()]
    return node.text if node else None


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS)
def test_what_is_written_out_reads_as_the_same_document(document: Mapping) -> None:
    found, problems = read(written(document), "f")
    assert problems == ()
    assert bare(found) == bare(document)
