"""The page that a preview shows while the site cannot be built. It is for editors and never published."""

from html import escape

_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The site cannot be built</title>
<style>
  :root {{ color-scheme: light dark }}
  body {{ font: 1.1875rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }}
  li {{ margin-block: 1rem; overflow-wrap: anywhere }}
</style>
<h1>The site cannot be built</h1>
<p>This page goes away by itself when what stands below is mended and saved. The former preview is kept until then.</p>
<ul>
{items}
</ul>
<script>
  const shown = {mark};
  const look = () => fetch(location, {{ method: "HEAD", cache: "no-store" }})
    .then((answer) => answer.headers.get("ETag") === shown ? setTimeout(look, 200) : location.reload())
    .catch(() => setTimeout(look, 1000));
  look();
</script>
</html>
"""


def problem_page(message: str, mark: str) -> bytes:
    """Give the page for the message of a build that failed, one line of it an item.

    ``mark`` is the page's entity tag, as in RFC 9110, of letters, digits and quotation marks: the page looks five
    times a second whether its address still answers with it.
    """
    items = "\n".join(f"<li>{escape(line)}</li>" for line in message.splitlines() if line.strip())
    return _PAGE.format(items=items, mark=f"'{mark}'").encode()
