--TEST--
Status::$runTime is how long attempts took, Status::$waitTime how long their jobs had been ready, in seconds
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

const SLACK = 0.001; // hrtime() may use another clock

$go = temp_dir() . '/go';
$handler = function (Job $job) use ($go) {
    $began = hrtime(true);
    $job->payload === 'long' && wait_until(fn () => is_file($go), 60);
    return [$began / 1e9, hrtime(true) / 1e9];
};
$pool = new Pool($handler, workers: 1);
$pool->start();
serve_until_ready($pool);
$before = hrtime(true) / 1e9;
$long = $pool->submit('long');
$short = $pool->submit('short');
$after = hrtime(true) / 1e9;
$pool->tick(0.05);
var_dump(array_filter($pool->status()->runTime) === []); // it runs
touch($go);
$pool->wait();
$settled = hrtime(true) / 1e9;
$s = $pool->status();
[$long_began, $long_ended] = $long->result();
[$short_began] = $short->result();

foreach ([$s->runTime, $s->waitTime] as $times) {
    echo implode(' ', array_keys($times)), ' ', implode(' ', array_map(get_debug_type(...), $times)), "\n";
    var_dump($times['p50'] > 0, $times['p50'] <= $times['p90'], $times['p90'] <= $times['p99'], $times['p99'] <= $times['max']);
}
$ran = $long_ended - $long_began;
var_dump($s->runTime['max'] >= $ran - SLACK, $s->runTime['max'] <= $ran + ($long_began - $before) + ($short_began - $long_ended) + SLACK);
var_dump($s->waitTime['max'] >= $long_ended - $after - SLACK, $s->waitTime['max'] <= $short_began - $before + SLACK);
var_dump($s->runTime['p50'] * 16 / 17 <= $settled - $long_ended + SLACK); // the short one
?>
--EXPECT--
bool(true)
p50 p90 p99 max float float float float
bool(true)
bool(true)
bool(true)
bool(true)
p50 p90 p99 max float float float float
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
