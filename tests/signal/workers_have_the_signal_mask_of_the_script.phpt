--TEST--
Workers have the signal mask that the script had, not one from the middle of the fork
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\Pool;

$mask = function () {
    pcntl_sigprocmask(SIG_BLOCK, [], $old);
    return $old;
};
$pool = new Pool($mask, workers: 1, maxJobs: 1);
echo json_encode($pool->submit(1)->await()), "\n";
$pool->stop();

pcntl_sigprocmask(SIG_BLOCK, [SIGUSR1]);
$pool = new Pool($mask, workers: 1, maxJobs: 1);
echo json_encode($pool->submit(1)->await() === [SIGUSR1]), json_encode($pool->submit(2)->await() === [SIGUSR1]), json_encode($mask() === [SIGUSR1]), "\n";
?>
--EXPECT--
[]
truetruetrue
