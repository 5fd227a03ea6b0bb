--TEST--
submit(priority:): smaller sooner, in the order of submit() within a priority
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$dir = temp_dir();
$pool = new Pool(function ($job) use ($dir) {
    note("$dir/ran", $job->payload);
    if ($job->payload === 'gate') {
        wait_until(fn () => is_file("$dir/open"));
    }
}, workers: 1);
$pool->submit('gate');
serve_until($pool, fn () => lines("$dir/ran") === ['gate']);
$wanted = [];
foreach ([3, 0, -128, 127, -1, 64, 0, 3, -128, -64, 10, 1, 2, 4, 5, 6, 7, 8, 9] as $i => $priority) {
    $pool->submit($wanted[] = sprintf('%03d %d', $priority + 128, $i), priority: $priority);
}
touch("$dir/open");
$pool->wait();
usort($wanted, fn ($a, $b) => (int) $a <=> (int) $b); // stable
var_dump(array_slice(lines("$dir/ran"), 1) === $wanted);
?>
--EXPECT--
bool(true)
