--TEST--
A payload is what it was before key() of its iterator moved on what it is over
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

/* The value of an inner iterator is held by that alone, and gone when it is moved on. */
class Inner implements RecursiveIterator {
    private int $i = 0;
    function __construct(private bool $throws) {}
    function rewind(): void { $this->i = 0; }
    function valid(): bool { return $this->i < 6; }
    function current(): mixed { return $this->i % 4 ? [str_repeat("c$this->i", 500)] : str_repeat("a$this->i", 500); }
    function key(): mixed {
        $key = $this->i;
        $GLOBALS['all']->next();
        $GLOBALS['others'][] = str_repeat('other', 200); /* where the payload was, if it is gone */
        return $this->throws ? throw new LogicException('no key') : $key;
    }
    function next(): void { $this->i++; }
    function hasChildren(): bool { return false; }
    function getChildren(): ?RecursiveIterator { return null; }
}
$pool = new Pool(fn (Job $job) => is_array($job->payload) ? $job->payload[0] : $job->payload, workers: 1);
foreach ($pool->map($all = new RecursiveIteratorIterator(new Inner(false))) as $key => $job) {
    echo $key, ' ', substr($job->result(), 0, 6), ' ', strlen($job->result()), "\n";
}
$all = new RecursiveIteratorIterator(new Inner(true));
echo thrown(function () use ($pool, $all) { foreach ($pool->map($all) as $job) {} }), "\n";
?>
--EXPECT--
0 a0a0a0 1000
2 c2c2c2 1000
4 a4a4a4 1000
LogicException: no key
