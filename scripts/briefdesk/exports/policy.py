"""What a browser is told to allow on a page of the site: the one definition, for the files that
hosts read, for the head of each page, and for those who set up a server.

Sources: W3C Content Security Policy Level 3; W3C Permissions Policy; RFC 6797 (HSTS).
"""

from __future__ import annotations

#: The digest of the one style that stands in a page: the page for an address that leads nowhere
#: asks for no file where a site does not know its own address (`partials/nowhere.html`).
NOWHERE = "'sha256-qtSLaDH4mthpIUgEGfKICznTunBreeiwvyFNMbrMwws='"

#: What may be loaded, and from where. The search is WebAssembly; the theme's icons are `data:`.
_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": f"'self' {NOWHERE}",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}

#: The policy as a header has it.
CONTENT = "; ".join(f"{name} {sources}" for name, sources in _DIRECTIVES.items())

#: Directives that a page cannot say of itself (CSP 3, section 4.3.3 and HTML, `http-equiv`).
_OF_HEADERS = ("frame-ancestors", "report-to", "report-uri", "sandbox")

#: What of a browser's devices and of its knowledge of a reader a page may use: the clipboard,
#: where a reader has a citation copied.
_PERMISSIONS = {
    "browsing-topics": "()",
    "camera": "()",
    "clipboard-write": "(self)",
    "display-capture": "()",
    "geolocation": "()",
    "microphone": "()",
    "payment": "()",
    "usb": "()",
}

#: Which pages others see a reader come from: our own alone.
REFERRER = "same-origin"


def headers(content: str) -> dict[str, str]:
    """The headers of every answer of a site; `content` is the policy of contents, empty where
    it has none."""
    return {
        **({"Content-Security-Policy": content} if content else {}),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}={who}" for name, who in _PERMISSIONS.items()),
        "Referrer-Policy": REFERRER,
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
    }


def in_page(content: str) -> str:
    """What of the policy `content` a page can say of itself."""
    directives = (directive.strip() for directive in content.split(";"))
    kept = (d for d in directives if d and d.split()[0].lower() not in _OF_HEADERS)
    return "; ".join(kept)
