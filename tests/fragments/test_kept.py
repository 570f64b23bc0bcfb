"""What was drawn is kept for some minutes, and never too much of it."""

from fragments import kept


def test_what_nobody_asks_for_is_gone_after_two_turns():
    store = kept.Kept()
    for name in ("a", "b"):
        store.get(name, lambda name=name: name * 10)
    for _ in range(2):
        store.turn()
        store.get("a", lambda: "drawn again")

    assert (list(store.young), list(store.old)) == (["a"], [])
    assert store.get("a", lambda: "drawn again") == "a" * 10
    assert store.get("b", lambda: "drawn again") == "drawn again"


def test_memory_has_a_bound_in_characters_and_in_time(monkeypatch):
    monkeypatch.setattr(kept, "MOST_CHARACTERS", 1_000)
    now = [0.0]
    monkeypatch.setattr(kept, "monotonic", lambda: now[0])
    store = kept.Kept()

    for number in range(100):
        store.get(number, lambda: "x" * 100)
        held = sum(len(text) for text in [*store.young.values(), *store.old.values()])
        assert held <= 2 * 1_100
    now[0] += kept.SECONDS + 1
    store.get("new", lambda: "x")
    now[0] += kept.SECONDS + 1
    store.get("newer", lambda: "x")

    assert [*store.old, *store.young] == ["new", "newer"]
