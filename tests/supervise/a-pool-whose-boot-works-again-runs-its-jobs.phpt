--TEST--
Jobs wait while no worker can boot, and run once the boot works again
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool, Worker};

require __DIR__ . '/../helper.inc';

log_to_file();
$dir = temp_dir();
$pool = new Pool(fn (Job $job, string $context) => "$job->payload with $context, attempt $job->attempt", workers: 1, boot: function () use ($dir) {
    is_file("$dir/database") or throw new RuntimeException('no database');
    return 'the database';
});
$job = $pool->submit('job');
serve_until($pool, fn () => count($pool->status()->exits) === 2);
echo $job->state()->value, ' ', $job->attempt, "\n";
touch("$dir/database");
echo $job->await(), "\n";
$pool->stop();
?>
--EXPECT--
queued 0
job with the database, attempt 1
