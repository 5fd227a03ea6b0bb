--TEST--
ordered: true gives jobs in the order of the payloads, false as they are settled
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    if ($job->payload === 0) {
        wait_until(fn () => count(glob("$dir/done-*")) >= 9, 60);
    }
    touch("$dir/done-$job->payload");
    return $job->payload;
}, workers: 2);
$order = fn ($ordered) => implode(' ', array_map(fn ($job) => $job->payload, iterator_to_array($pool->map(range(0, 9), ordered: $ordered), false)));
echo $order(true), "\n";
array_map('unlink', glob("$dir/done-*"));
$unordered = explode(' ', $order(false));
echo end($unordered), ' ', $unordered == range(0, 9) ? 'in order' : 'as they are settled', "\n";
?>
--EXPECT--
0 1 2 3 4 5 6 7 8 9
0 as they are settled
