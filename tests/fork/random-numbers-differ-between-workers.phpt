--TEST--
Random numbers differ between workers although the master had seeded its generator, and the master's own go on as seeded
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

mt_srand(42);
$expected = [mt_rand(), mt_rand()];
mt_srand(42);
mt_rand() === $expected[0] or print("?\n");

$pool = new Pool(function (Job $job) {
    $list = range(1, 50);
    shuffle($list);
    return [
        'mt_rand' => mt_rand(),
        'rand' => rand(),
        'shuffle' => implode(' ', $list),
        'array_rand' => implode(' ', array_rand(range(1, 1000), 10)),
        'str_shuffle' => str_shuffle('abcdefghijklmnopqrstuvwxyz0123456789'),
        'lcg_value' => (string) @lcg_value(),
        'random_int' => random_int(0, PHP_INT_MAX),
        'pid' => getmypid(),
    ];
}, workers: 4, maxJobs: 1);
$all = [];
foreach ($pool->map(range(1, 12)) as $job) {
    foreach ($job->result() as $function => $value) {
        $all[$function][] = $value;
    }
}
foreach ($all as $function => $values) {
    echo $function, ': ', count(array_unique($values)), " of 12\n";
}
var_dump(mt_rand() === $expected[1]);
?>
--EXPECT--
mt_rand: 12 of 12
rand: 12 of 12
shuffle: 12 of 12
array_rand: 12 of 12
str_shuffle: 12 of 12
lcg_value: 12 of 12
random_int: 12 of 12
pid: 12 of 12
bool(true)
