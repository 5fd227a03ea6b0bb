--TEST--
An urgent job begins before all less urgent ones that have not begun, also those that were handed to a worker already; the others keep their order
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{JobState, Pool};

$dir = temp_dir();
$pool = new Pool(function ($job) use ($dir) {
    if (is_string($job->payload)) {
        note("$dir/ran", $job->payload);
    }
    if ($job->payload === 'gate') {
        wait_until(fn () => is_file("$dir/open"));
    }
}, workers: 1);
foreach ($pool->map(range(1, 2000)) as $job) { // short jobs: from now on it is handed many ahead
}
$jobs = ['gate' => $pool->submit('gate')];
for ($i = 0; $i < 50; $i++) {
    $jobs[] = $pool->submit("normal $i");
}
serve_until($pool, fn () => lines("$dir/ran") === ['gate']);
var_dump($jobs[0]->state() === JobState::Reserved, $jobs[40]->state() === JobState::Reserved);
for ($i = 0; $i < 3; $i++) {
    $urgent = $pool->submit("urgent $i", priority: -1);
}
var_dump($jobs[0]->state() === JobState::Queued);
touch("$dir/open");
$pool->wait();
$wanted = ['gate', 'urgent 0', 'urgent 1', 'urgent 2', ...array_map(fn ($i) => "normal $i", range(0, 49))];
var_dump(lines("$dir/ran") === $wanted, $jobs[0]->attempt);
echo counters($pool, 2054), "\n";
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
int(1)
done=2054
