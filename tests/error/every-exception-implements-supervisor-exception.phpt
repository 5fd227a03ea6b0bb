--TEST--
Every exception class of the extension implements SupervisorException
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

$found = [];
foreach ((new ReflectionExtension('supervisor'))->getClasses() as $class) {
    if ($class->isSubclassOf(Throwable::class) && !$class->isInterface()) {
        $found[] = $class->getShortName() . ' extends ' . $class->getParentClass()->getName() . ($class->implementsInterface('Supervisor\SupervisorException') ? '' : ' BUT IS NONE') . ($class->isFinal() ? ', final' : '');
    }
}
sort($found);
echo implode("\n", $found), "\n";
var_dump((new ReflectionClass('Supervisor\SupervisorException'))->isInterface(), is_subclass_of('Supervisor\SupervisorException', 'Throwable'));
?>
--EXPECT--
AwaitTimeout extends RuntimeException
JobFailed extends RuntimeException, final
Reject extends Exception
Retry extends Exception
StateError extends Error
bool(true)
bool(true)
