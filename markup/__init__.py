def to_html(source: str) -> str:
    return source
