--TEST--
stopping() tells a long job that its worker is asked to end
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

$running = temp_dir() . '/running';
$pool = new Pool(function (Job $job) use ($running) {
    touch($running);
    wait_until(fn () => $job->stopping(), 60);
    return $job->stopping() ? 'stopped early' : 'never asked';
}, workers: 1);
$job = $pool->submit(1);
serve_until($pool, fn () => is_file($running));
$pool->stop();
echo $job->state()->value, ' ', $job->result(), "\n";
?>
--EXPECT--
done stopped early
