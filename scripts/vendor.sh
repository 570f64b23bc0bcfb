#!/bin/sh
# Copies the font and the icons we use, with their licences, from their npm packages into static/.
# Run it to take a newer version: change the version here, run, look at a page, commit what changed.
set -eu

FONT="@fontsource-variable/atkinson-hyperlegible-next@5.3.0"
ICONS="lucide-static@1.62.0"
NAMES="arrow-left arrow-right bookmark book-open calendar check chevron-right circle-check
  circle-x clock ellipsis external-link eye flag heart-handshake info key-round log-in log-out mail
  messages-square pencil phone plus printer reply search settings shield sun-moon trash-2
  triangle-alert user volume-2 x"

here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

unpack() { # unpack PACKAGE INTO
  mkdir "$2"
  tar -xzf "$(npm pack --silent "$1")" -C "$2" --strip-components=1
}

unpack "$FONT" font
unpack "$ICONS" lucide

fonts="$here/static/fonts"
icons="$here/static/icons"
mkdir -p "$fonts" "$icons"
rm -f "$fonts"/*.woff2 "$icons"/*.svg

for part in latin latin-ext; do
  cp "font/files/atkinson-hyperlegible-next-$part-wght-normal.woff2" "$fonts/"
done
cp font/LICENSE "$fonts/LICENSE"

for name in $NAMES; do
  cp "lucide/icons/$name.svg" "$icons/"
done
cp lucide/LICENSE "$icons/LICENSE"

echo "Taken: $FONT, $ICONS"
