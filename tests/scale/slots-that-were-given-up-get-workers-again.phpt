--TEST--
restart() gives workers to slots that were given up for "restart" or "noRestartOn"
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool, SlotState};

require __DIR__ . '/../helper.inc';

log_to_file();
$pool = new Pool(fn (Job $job) => $job->payload === 'exit' ? exit(3) : 'done', workers: 3, maxAttempts: 1, noRestartOn: [3]);
$states = function () use ($pool) {
    $states = array_map(fn ($slot) => $slot->state->name, $pool->status()->slots);
    sort($states);
    return implode(' ', $states);
};
$pool->start();
serve_until_ready($pool);
$pool->submit('exit');
$pool->submit('exit');
serve_until($pool, fn () => count($pool->status()->exits) === 2);
echo $states(), "\n";
$pool->restart();
serve_until($pool, fn () => count($pool->status()->exits) === 3) or print("not replaced\n");
serve_until_ready($pool);
echo $states(), ' ', json_encode($pool->status()->recycled), "\n";
echo $pool->submit(1)->await(), "\n";
$pool->stop();
?>
--EXPECT--
Fatal Fatal Idle
Idle Idle Idle {"restarted":1}
done
