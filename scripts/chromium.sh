#!/bin/sh
# Browser tests need a Chromium: the one on PATH, else Debian's if it may be installed, else say so (CI=true: fail).
for name in chromium chromium-browser google-chrome; do command -v "$name" >/dev/null 2>&1 && exit 0; done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing Debian's chromium for the browser tests" >&2
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
echo "No Chromium here: the browser tests are skipped. Install one with: apt-get install chromium" >&2
[ "${CI:-}" != true ]
