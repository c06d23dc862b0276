"""The tables of bench/streaming.py. Each function prints and returns its figures for --json."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bench.streams.policies import Curve


def start(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    print("\nprocess start until ready, best of three, seconds")
    for one in found:
        print(f"{one['shape']:10} wall {one['wall_s']:6.2f}   CPU {one['cpu_s']:6.2f}")
    return found


def cost(found: dict[str, Any]) -> dict[str, Any]:
    print(f"\n{found['shape']} shape, 1 thread; chosen by probe: {found['precision']}")
    print(f"{'':30}{'CPU s/s':>9}{'ratio':>8}{'p50 ms':>8}{'p95 ms':>8}{'commit s':>10}{'flicker':>9}{'erasure':>9}")
    for name, r in found["rows"].items():
        numbers = f"{r['cpu']:9.3f}{r['ratio']:8.3f}{r['p50_ms']:8.0f}{r['p95_ms']:8.0f}{r['commit_s']:10.2f}"
        print(f"{name:30}{numbers}{r['flicker']:9.3f}{r['erasure']:9.3f}")
    print(f"final of 20 s: {found['final_cpu_s']:.2f} CPU s; whisper.transcribe: {found['transcribe_cpu_s']:.2f}")
    return found


def policy(found: list[Curve]) -> list[dict[str, Any]]:
    print(f"\n{'noise':28}{'policy':22}{'flicker':>9}{'erasure':>9}{'shown':>9}{'commit':>9}{'wrong':>8}{'changed':>9}")
    for c in found:
        noise = f"{c.swept} {c.value:.2f}"
        numbers = f"{c.flicker:9.3f}{c.erasure:9.3f}{c.shown_s:9.2f}{c.commit_s:9.2f}{c.wrong:8.4f}{c.broken:9d}"
        print(f"{noise:28}{c.policy:22}{numbers}")
    print(
        "shown, commit: seconds after a word's end; wrong: committed, not said; changed: committed words that changed"
    )
    return [asdict(c) for c in found]


def paced(part: str, found: dict[str, Any]) -> dict[str, Any]:
    if "not measured" in found:
        print(f"\n{found['shape']}: not measured: {found['not measured']}")
        return found
    where = "" if found.get("core") is None else f" on core {found['core']}"
    print(f"\n{part}: {found['shape']}, {found['streams']:.0f} at real pace for {found['seconds']:.0f} s{where}")
    rows = {
        "CPU s a second of sound": ("cpu_per_audio_s",),
        "update, s (p50, p95)": ("update_p50", "update_p95"),
        "between updates, s (p50, p95)": ("cadence_p50", "cadence_p95"),
        "first words after voice, s (p50, p95)": ("first_partial_p50", "first_partial_p95"),
        "commit after a word, s (mean, p95)": ("commit_mean", "commit_p95"),
        "last words read after the voice, s (p50, p95)": ("read_p50", "read_p95"),
        "final after the voice, s (p50, p95)": ("final_p50", "final_p95"),
        "backlog at worst, s (ever, in the second half)": ("backlog_max", "backlog_later"),
        "of it of live words alone, s (ever, p95)": ("unread_max", "unread_p95"),
        "flicker, erasure": ("flicker", "erasure"),
        "live words that the final has otherwise": ("live_words_revised",),
        "memory, MiB": ("memory_mib",),
    }
    for name, keys in rows.items():
        print(f"{name:46}" + "".join(f"{found[key]:9.3f}" for key in keys))
    if "wer" in found:
        print(
            f"{'word error rate':46}"
            + ("not measured: no reference" if found["wer"] is None else f"{found['wer']:9.3f}")
        )
    return found
