--TEST--
A job that a handler submits to a pool that was stopped meanwhile is counted as cancelled, and the log says so once; also to its own pool, when that is stopping
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$log = log_to_file();
$dir = temp_dir();
$other = new Pool(fn () => 1, name: 'other', workers: 1);
$gone = new Pool(fn () => 1, name: 'gone', workers: 1);
$pool = new Pool(function (Job $job) use ($dir) {
    touch("$dir/$job->payload");
    wait_until(fn () => is_file("$dir/go $job->payload") || $job->stopping(), 60);
    return strlen($job->submit(1, pool: $job->payload)) > 0 && strlen($job->submit(2, pool: $job->payload)) > 0;
}, name: 'main', workers: 1);
$other->start();
$job = $pool->submit('other');
serve_until($pool, fn () => is_file("$dir/other"));
$other->stop();
touch("$dir/go other");
var_dump($job->await());
echo counters($pool), ' | ', counters($other), "\n";

$job = $pool->submit('gone');
serve_until($pool, fn () => is_file("$dir/gone"));
unset($gone);
touch("$dir/go gone");
var_dump($job->await());
echo counters($pool), "\n";

$job = $pool->submit('main');
serve_until($pool, fn () => is_file("$dir/main"));
$pool->stop();
var_dump($job->result());
echo counters($pool), "\n";
echo preg_replace(['/^\S+ /m', '/\w+-\d+\.\d/'], ['', 'ID'], implode("\n", lines($log))), "\n";
?>
--EXPECT--
bool(true)
done=1 | cancelled=2
bool(true)
done=2 cancelled=2
bool(true)
done=3 cancelled=4
supervisor.warning: pool "other": job ID, which another job has submitted, is cancelled, for its pool was stopped; others that still come are, too
supervisor.warning: pool "main": job ID, which another job has submitted, is cancelled, for its pool was stopped; others that still come are, too
