--TEST--
In a process that the script forked itself the pool's methods throw StateError; the master's pool is untouched
--EXTENSIONS--
supervisor
pcntl
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool};

$pool = new Pool(fn (Job $job) => $job->payload, workers: 1);
$job = $pool->submit('before');
$job->await();
$child = pcntl_fork();
if ($child === 0) {
    foreach ([fn () => $pool->submit(1), fn () => $pool->wait(), fn () => $pool->stop(), fn () => $pool->status(), fn () => $pool->on(Event::JobDone, fn () => 1), fn () => $pool->run()] as $call) {
        echo thrown($call), "\n";
    }
    unset($pool, $job);
    $own = new Pool(fn (Job $job) => "own $job->payload", workers: 1);
    echo $own->submit(1)->await(), "\n";
    $own->stop();
    posix_kill(getmypid(), SIGKILL); // what is the master's is not freed here: an end that the leak sanitizer does not see
}
pcntl_waitpid($child, $status);
echo pcntl_wtermsig($status), ' ', $pool->submit('after')->await(), "\n";
?>
--EXPECT--
Supervisor\StateError: Pool::submit() cannot be called in a process that was forked from the one that made the pool
Supervisor\StateError: Pool::wait() cannot be called in a process that was forked from the one that made the pool
Supervisor\StateError: Pool::stop() cannot be called in a process that was forked from the one that made the pool
Supervisor\StateError: Pool::status() cannot be called in a process that was forked from the one that made the pool
Supervisor\StateError: Pool::on() cannot be called in a process that was forked from the one that made the pool
Supervisor\StateError: Pool::run() cannot be called in a process that was forked from the one that made the pool
own 1
9 after
