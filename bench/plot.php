<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// Plots as SVG, of points and of bars. A page may show them on white or on black: the background is left to it, and the colours follow the reader's scheme.
// It knows nothing of what is measured.
//
//     file_put_contents('many.svg', lines('Cost of a job', ['map()' => [[1, 0.5], [2, 0.4]]], x: 'workers', y: 'µs', x_log: 2));
//     file_put_contents('jobs.svg', bars('No-op jobs', ['4 workers' => ['supervisor' => 2.8e6, 'pcntl' => 1.5e6]], unit: 'jobs/s', mark: 'supervisor'));

namespace Bench;

/* Of text, in pixels: what a sans-serif of 12 px takes a character, nearly. */
const CHARACTER = 6.6;
const COLOURS = 6;

/**
 * A line for each series, named at its right end.
 *
 * @param array<string,list<array{0: float, 1: float}>> $series name => points, by x
 * @param string $x, $y what the axes show, with the unit
 * @param int $x_log, $y_log base of a logarithmic axis, as 2 or 10; 0: linear, and the y axis begins at 0
 * @param list<string> $dashed series that are drawn so: what others are compared with
 */
function lines(string $title, array $series, string $x, string $y, int $x_log = 0, int $y_log = 0, array $dashed = [], int $width = 720, int $height = 340): string
{
	$points = array_merge(...array_values($series));
	$horizontal = axis(array_column($points, 0), $x_log, false);
	$vertical = axis(array_column($points, 1), $y_log, $y_log === 0);
	$left = 14 + CHARACTER * max(array_map(static fn ($tick) => mb_width(number($tick)), $vertical['ticks']));
	$right = 18 + CHARACTER * max(array_map(mb_width(...), array_keys($series)));
	$top = 56;
	$bottom = 46;
	$at_x = static fn (float $v) => $left + ($width - $left - $right) * place($horizontal, $v);
	$at_y = static fn (float $v) => $height - $bottom - ($height - $top - $bottom) * place($vertical, $v);

	$svg = text(0, 16, $title, 'title') . text(0, 40, $y, 'label');
	foreach ($vertical['ticks'] as $tick) {
		$svg .= line($left, $at_y($tick), $width - $right, $at_y($tick), 'grid') . text($left - 8, $at_y($tick) + 4, number($tick), 'tick end');
	}
	$free = -INF;
	foreach ($horizontal['ticks'] as $tick) {
		$svg .= line($at_x($tick), $height - $bottom, $at_x($tick), $height - $bottom + 4, 'axis');
		$half = CHARACTER * mb_width(number($tick)) / 2;
		if ($at_x($tick) - $half > $free) {
			$svg .= text($at_x($tick), $height - $bottom + 18, number($tick), 'tick middle');
			$free = $at_x($tick) + $half + 4;
		}
	}
	$svg .= line($left, $height - $bottom, $width - $right, $height - $bottom, 'axis');
	$svg .= text(($left + $width - $right) / 2, $height - 8, $x, 'label middle');

	$ends = [];
	foreach (array_keys($series) as $i => $name) {
		$d = implode(' ', array_map(static fn ($p) => sprintf('%.1f,%.1f', $at_x($p[0]), $at_y($p[1])), $series[$name]));
		$class = 'line c' . $i % COLOURS . (in_array($name, $dashed, true) ? ' dashed' : '');
		$svg .= "<polyline class=\"$class\" points=\"$d\"/>\n";
		if (count($series[$name]) <= 24) {
			foreach ($series[$name] as $p) {
				$svg .= sprintf("<circle class=\"c%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\"/>\n", $i % COLOURS, $at_x($p[0]), $at_y($p[1]));
			}
		}
		$ends[$name] = $at_y(end($series[$name])[1]);
	}
	$order = array_flip(array_keys($series));
	foreach (apart($ends, 15, $top, $height - $bottom) as $name => $at) {
		$svg .= text($width - $right + 8, $at + 4, $name, 'name c' . $order[$name] % COLOURS);
	}
	return svg($width, $height, $title, $svg);
}

/**
 * Horizontal bars in groups, all on one scale that begins at 0, each with its number.
 *
 * @param array<string,array<string,float>> $groups heading of a group, '' for none => name of a bar => value
 * @param string $mark names that begin so are in the colour that is looked at first
 * @param ?\Closure $format fn (float $value): string
 */
function bars(string $title, array $groups, string $unit, string $mark = '', ?\Closure $format = null, int $width = 720): string
{
	$format ??= number(...);
	$all = array_merge(...array_map(array_values(...), array_values($groups)));
	$names = array_merge(...array_map(array_keys(...), array_values($groups)));
	$left = 14 + CHARACTER * max(array_map(static fn ($name) => mb_width((string) $name), $names));
	$right = 20 + CHARACTER * max(array_map(static fn ($v) => mb_width($format($v)), $all));
	$scale = ($width - $left - $right) / (max($all) ?: 1);

	$svg = text(0, 16, $title, 'title') . text($width - 8, 16, $unit, 'label end');
	$y = 34.0;
	foreach ($groups as $heading => $bars) {
		if ($heading !== '') {
			$svg .= text(0, $y + 12, (string) $heading, 'heading');
			$y += 22;
		}
		foreach ($bars as $name => $value) {
			$class = $mark !== '' && str_starts_with((string) $name, $mark) ? 'bar c0' : 'bar other';
			$svg .= text($left - 8, $y + 13, (string) $name, 'tick end');
			$svg .= sprintf("<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"15\" rx=\"2\"/>\n", $class, $left, $y + 1, max(1, $value * $scale));
			$svg .= text($left + max(1, $value * $scale) + 6, $y + 13, $format($value), 'tick');
			$y += 21;
		}
		$y += 10;
	}
	return svg($width, (int) ceil($y), $title, $svg);
}

/** @return array{from: float, to: float, log: int, ticks: list<float>} */
function axis(array $values, int $log, bool $from_zero): array
{
	$low = min($values);
	$high = max($values);
	if ($log) {
		if ($low <= 0) {
			throw new \ValueError('a logarithmic axis has no place for ' . $low);
		}
		$first = (int) floor(log($low, $log) + 1e-9);
		$last = max($first + 1, (int) ceil(log($high, $log) - 1e-9));
		return ['from' => $first, 'to' => $last, 'log' => $log, 'ticks' => array_map(static fn ($e) => $log ** $e, range($first, $last))];
	}
	$low = $from_zero ? min(0, $low) : $low;
	$high = $high > $low ? $high : $low + 1;
	$step = 10 ** floor(log10(($high - $low) / 4));
	$step *= ($high - $low) / $step > 25 ? 10 : (($high - $low) / $step > 12 ? 5 : (($high - $low) / $step > 6 ? 2 : 1));
	$from = floor($low / $step + 1e-9) * $step;
	$to = ceil($high / $step - 1e-9) * $step;
	return ['from' => $from, 'to' => $to, 'log' => 0, 'ticks' => range($from, $to, $step)];
}

/** Where on an axis, 0 to 1. */
function place(array $axis, float $value): float
{
	$value = $axis['log'] ? log($value, $axis['log']) : $value;
	return ($value - $axis['from']) / ($axis['to'] - $axis['from']);
}

/**
 * The same places, moved as little as it takes for all to be so far from each other.
 *
 * @param array<string,float> $places
 * @return array<string,float>
 */
function apart(array $places, float $distance, float $from, float $to): array
{
	asort($places);
	$next = $from;
	foreach ($places as &$at) {
		$at = max($at, $next);
		$next = $at + $distance;
	}
	unset($at);
	$next = $to;
	foreach (array_reverse(array_keys($places)) as $name) {
		$places[$name] = min($places[$name], $next);
		$next = $places[$name] - $distance;
	}
	return $places;
}

/** As short as it can be read: 0.25, 12, 1.5 k, 20 M. */
function number(float $n): string
{
	foreach (['G' => 1e9, 'M' => 1e6, 'k' => 1e4] as $letter => $from) {
		if (abs($n) >= $from * 0.99995) {
			return rtrim(rtrim(sprintf('%.2f', $n / ($letter === 'k' ? 1e3 : $from)), '0'), '.') . " $letter";
		}
	}
	return abs($n) >= 100 || $n == round($n) ? sprintf('%.0f', $n) : sprintf('%.3g', $n);
}

function text(float $x, float $y, string $text, string $class): string
{
	return sprintf("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", $class, $x, $y, htmlspecialchars($text, ENT_XML1));
}

function line(float $x1, float $y1, float $x2, float $y2, string $class): string
{
	return sprintf("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", $class, $x1, $y1, $x2, $y2);
}

function svg(int $width, int $height, string $title, string $content): string
{
	$light = ['#0969da', '#bc4c00', '#1a7f37', '#8250df', '#9a6700', '#bf3989'];
	$dark = ['#58a6ff', '#f0883e', '#3fb950', '#bc8cff', '#d29922', '#f778ba'];
	/* A colour is a stroke for a line, a filling for all else. */
	$colours = static fn (array $of) => implode(' ', array_map(
		static fn ($i, $colour) => ".c$i { fill: $colour; } .line.c$i { stroke: $colour; fill: none; }", array_keys($of), $of));
	$title = htmlspecialchars($title, ENT_XML1);

	return <<<SVG
		<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 0 {$width} {$height}" width="{$width}" height="{$height}" role="img" aria-label="$title">
		<title>$title</title>
		<style>
		text { font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328; }
		.title { font-size: 14px; font-weight: 600; } .heading { font-weight: 600; } .label, .tick { fill: #59636e; }
		.end { text-anchor: end; } .middle { text-anchor: middle; }
		.grid { stroke: #d1d9e0; } .axis { stroke: #818b98; } .line { stroke-width: 2; stroke-linejoin: round; } .dashed { stroke-dasharray: 5 4; }
		.other { fill: #a3aeb9; } {$colours($light)}
		@media (prefers-color-scheme: dark) {
		text { fill: #f0f6fc; } .label, .tick { fill: #9198a1; } .grid { stroke: #3d444d; } .axis { stroke: #818b98; }
		.other { fill: #656c76; } {$colours($dark)}
		}
		</style>
		$content</svg>

		SVG;
}
