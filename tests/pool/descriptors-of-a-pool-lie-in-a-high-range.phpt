--TEST--
Descriptors of a pool lie in a high range, at most three for each worker, also after workers were replaced; only the two of the event loop are below
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

log_to_file();
$before = descriptors();
$pool = new Pool(fn (Job $job) => posix_kill(getmypid(), SIGKILL), workers: 8, maxAttempts: 1);
$pool->on(Event::JobFailed, fn () => null);
$look = function () use ($pool, $before): void {
    serve_until_ready($pool) or print("not ready\n");
    $new = array_diff_key(descriptors(), $before);
    $high = array_filter($new, fn ($fd) => $fd >= 512, ARRAY_FILTER_USE_KEY);
    echo count($high) >= 8 && count($high) <= 24 ? 'as many as may be' : count($high), ', below: ', implode(' ', array_diff_key($new, $high)), "\n";
};
$pool->start();
$look();
for ($i = 0; $i < 16; $i++) {
    $pool->submit(null);
}
$pool->wait();
$look();
$pool->stop();
var_dump(array_filter(array_keys(descriptors()), fn ($fd) => $fd >= 512));
?>
--EXPECT--
as many as may be, below: anon_inode:[eventpoll] anon_inode:[eventfd]
as many as may be, below: anon_inode:[eventpoll] anon_inode:[eventfd]
array(0) {
}
