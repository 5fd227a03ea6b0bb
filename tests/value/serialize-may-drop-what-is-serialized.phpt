--TEST--
__serialize() may drop the payload or the result that it belongs to
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

final class Dropper
{
    public function __construct(private string $what) {}

    public function __serialize(): array
    {
        if ($this->what === 'generator') {
            $GLOBALS['generator']->next();
        } else {
            $GLOBALS['x'] = null;
        }
        $junk = [];
        for ($i = 0; $i < 200; $i++) { // what was freed is overwritten
            $junk[] = str_repeat('Z', 40 + $i);
        }
        return ['what' => $this->what];
    }

    public function __unserialize(array $data): void
    {
        $this->what = $data['what'];
    }
}

function value(string $what): array
{
    return [new Dropper($what), 'a' . rand(), [1, 2, rand()], 'b' . rand()];
}

function looks(mixed $v): string
{
    return is_array($v) && array_is_list($v) && count($v) === 4 && $v[0] instanceof Dropper && preg_match('/^a\d+$/', $v[1]) &&
        count($v[2]) === 3 && preg_match('/^b\d+$/', $v[3]) ? 'whole' : 'BROKEN';
}

$pool = new Pool(function &(Job $job) {
    if ($job->payload === 'result') {
        $GLOBALS['x'] = value('variable');
        return $GLOBALS['x'];
    }
    $looks = looks($job->payload);
    return $looks;
}, workers: 1, maxAttempts: 1);

$x = value('variable');
$list = [&$x];
foreach ($pool->map($list) as $job) {
    echo 'map of an array: ', $job->result(), "\n";
}
$generator = (function () {
    yield value('generator');
    yield value('variable');
})();
foreach ($pool->map($generator) as $job) {
    echo 'map of a generator: ', $job->result(), "\n";
}
echo 'result: ', looks($pool->submit('result')->await()), "\n";
?>
--EXPECT--
map of an array: whole
map of a generator: whole
result: whole
