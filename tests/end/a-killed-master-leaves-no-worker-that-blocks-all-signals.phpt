--TEST--
When the master is killed, workers that block every signal there is, in boot, in an earlier job or in the master, end, too
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/orphans.inc';

$block = 'pcntl_sigprocmask(SIG_BLOCK, array_values(array_diff(range(1, 64), [SIGKILL, SIGSTOP, 32, 33])));';
$work = <<<'CODE'
    note("$dir/up", "up");
    while (true) {
        usleep(1000);
    }
    CODE;
foreach (['boot' => [$block, '', ''], 'job' => ['', $block, ''], 'master' => ['', '', $block]] as $where => [$boot, $job, $master]) {
    echo "$where: ";
    orphans(<<<CODE
        $master
        \$pool = new Pool(function (Job \$job) use (\$dir) {
            if (\$job->payload === 1) {
                $job
                return usleep(2000);
            }
            $work
        }, workers: 1, boot: function () {
            $boot
        });
        \$pool->submit(1)->await();
        \$pool->submit(2);
        CODE, 1);
}
echo 'loop: ';
orphans(<<<CODE
    \$pool = new Pool(new Loop(function (Worker \$w) use (\$dir) {
        $block
        usleep(2000);
        \$w->next();
        $work
    }), workers: 1);
    \$pool->start();
    CODE, 1);
?>
--EXPECT--
boot: 2 processes, nobody is left
job: 2 processes, nobody is left
master: 2 processes, nobody is left
loop: 2 processes, nobody is left
