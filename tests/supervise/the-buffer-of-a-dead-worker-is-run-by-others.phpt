--TEST--
When a worker dies, only the job that it ran is charged; those in its buffer are run by others, once, at no cost
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    note("$dir/ran", "$job->payload");
    if ($job->payload === 'block' && $job->attempt === 1) {
        touch("$dir/blocks");
        wait_until(fn () => is_file("$dir/go"), 60);
    }
    return $job->attempt;
}, workers: 1, backoff: 0);
// Short jobs teach the pool to hand out many ahead.
for ($i = 0; $i < 300; $i++) {
    $pool->submit("warm-up $i");
}
$pool->wait();
unlink("$dir/ran");
$block = $pool->submit('block');
$jobs = [];
for ($i = 0; $i < 100; $i++) {
    $jobs[] = $pool->submit("job $i");
}
serve_until($pool, fn () => is_file("$dir/blocks"));
$pool->tick();
$reserved = $pool->status()->reserved;
posix_kill($pool->status()->slots[0]->pid, SIGKILL);
touch("$dir/go");
$pool->wait();
var_dump($reserved > 0);
var_dump($block->result(), $block->crashes);
var_dump(array_unique(array_map(fn ($job) => $job->result(), $jobs)), array_sum(array_map(fn ($job) => $job->crashes, $jobs)));
$counts = array_count_values(lines("$dir/ran"));
var_dump($counts['block']);
unset($counts['block']);
var_dump(count($counts), max($counts));
$exit = $pool->status()->exits[0];
var_dump($exit->job->payload, $pool->status()->lostResults);
$pool->stop();
?>
--EXPECT--
bool(true)
int(2)
int(1)
array(1) {
  [0]=>
  int(1)
}
int(0)
int(2)
int(100)
int(1)
string(5) "block"
int(0)
