namespace Bellman.Testing.Tests;

public class AllocationAssertTests
{
    private object? _kept;

    [Fact]
    public void Zero_OfCodeThatAllocates_Fails()
    {
        var error = Assert.Throws<CheckFailedException>(() => AllocationAssert.Zero(() => _kept = new object(), 10));
        Assert.Contains("240 bytes", error.Message, StringComparison.Ordinal);
        Assert.NotNull(_kept);
    }

    [Fact]
    public void Zero_OfCodeThatAllocatesOnceInAWhile_Fails()
    {
        int calls = 0;
        Assert.Throws<CheckFailedException>(() => AllocationAssert.Zero(() => _kept = ++calls % 500 == 0 ? new object() : null, 1000));
    }

    [Fact]
    public void Zero_OfCodeThatAllocatesAtFirst_Passes() => AllocationAssert.Zero(() => _kept ??= new object(), 10);

    [Fact]
    public void Zero_WithImpossibleArguments_NamesThem()
    {
        Assert.Throws<ArgumentNullException>(() => AllocationAssert.Zero(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => AllocationAssert.Zero(() => { }, 0));
    }
}
