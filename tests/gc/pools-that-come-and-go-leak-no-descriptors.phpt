--TEST--
Pools that come and go leave no descriptor, mapping, process or zombie behind, however they end
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Loop, Pool, Worker};

require __DIR__ . '/../helper.inc';

log_to_file();

function children(): int
{
    return count(array_filter(explode(' ', trim(file_get_contents('/proc/self/task/' . getmypid() . '/children')))));
}

function mappings(): int
{
    return count(preg_grep('/memfd:supervisor/', file('/proc/self/maps')));
}

function cycle(int $n): void
{
    $pool = new Pool(fn (Job $job) => $job->payload === 'die' ? posix_kill(getmypid(), SIGKILL) : 1, workers: 3, maxAttempts: 1);
    switch ($n % 5) {
        case 0:
            $pool->submit(1)->await();
            $pool->stop();
            break;
        case 1:
            $pool->submit('die');
            $pool->finish();
            break;
        case 2:
            $pool->start();
            $pool->stop(0);
            break;
        case 3:
            $pool->submit(1);
            $pool->run();
            break;
        case 4:
            $loop = new Pool(new Loop(function (Worker $worker) {
                while ($worker->next()) {
                    sleep(1);
                }
            }), name: 'loop', workers: 2);
            $loop->start();
            $loop->tick(0.01); // $pool was never started
            break;
    }
}

cycle(0); // opens the loop
$before = descriptors();
foreach (range(1, 50) as $n) {
    cycle($n);
}
$after = descriptors();
var_dump(array_keys($before) === array_keys($after) ?: $after);
var_dump(children(), mappings());
?>
--EXPECT--
bool(true)
int(0)
int(0)
