--TEST--
When the master is killed, workers that gave up root in boot, or in an earlier job, end, too
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php
if (posix_geteuid() !== 0) die('skip only root can change its user');
?>
--FILE--
<?php
require __DIR__ . '/orphans.inc';

$leave = 'posix_setgid(65534); posix_setuid(65534);';
foreach (['boot' => [$leave, ''], 'job' => ['', $leave]] as $where => [$boot, $job]) {
    echo "$where: ";
    orphans(<<<CODE
        \$pool = new Pool(function (Job \$job) use (\$dir) {
            if (\$job->payload === 1) {
                $job
                return usleep(2000);
            }
            touch("\$dir/up-" . posix_geteuid());
            touch("\$dir/up");
            while (true) {
                usleep(1000);
            }
        }, workers: 1, boot: function () {
            $boot
        });
        \$pool->submit(1)->await();
        \$pool->submit(2);
        CODE, 0, fn (Php $php) => is_file("$php->dir/up-65534") or print("did not change its user\n"));
}
?>
--EXPECT--
boot: 2 processes, nobody is left
job: 2 processes, nobody is left
