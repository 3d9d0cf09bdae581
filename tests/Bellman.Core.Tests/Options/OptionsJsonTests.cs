namespace Bellman.Core.Tests;

public class OptionsJsonTests
{
    private enum Target
    {
        Hard,
        SoftUpdate,
    }

    private sealed record Inner
    {
        public int Depth { get; init; } = 2;
    }

    private sealed record Outer
    {
        private readonly double _learningRate = 1e-3;

        public double LearningRate
        {
            get => _learningRate;
            init => _learningRate = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "Positive.");
        }

        public int[] HiddenSizes { get; init; } = [64, 64];

        public Target TargetUpdate { get; init; } = Target.SoftUpdate;

        public Inner Tree { get; init; } = new();
    }

    [Fact]
    public void Read_OfWhatWasWritten_IsEqual()
    {
        var options = new Outer { LearningRate = 0.1 + 0.2, HiddenSizes = [3], TargetUpdate = Target.Hard, Tree = new() { Depth = 9 } };
        string json = OptionsJson.Write(options);
        Assert.Contains("\"learning_rate\": 0.30000000000000004", json, StringComparison.Ordinal);
        Assert.Contains("\"target_update\": \"hard\"", json, StringComparison.Ordinal);
        Outer read = OptionsJson.Read<Outer>(json);
        Assert.Equal(options with { HiddenSizes = read.HiddenSizes }, read);
        Assert.Equal([3], read.HiddenSizes);
    }

    [Fact]
    public void Read_OfAPart_KeepsTheOtherDefaults()
    {
        Outer read = OptionsJson.Read<Outer>("""{"tree": {"depth": 5}}""");
        Assert.Equal((5, 1e-3, Target.SoftUpdate), (read.Tree.Depth, read.LearningRate, read.TargetUpdate));
    }

    [Theory]
    [InlineData("""{"learning_rat": 1}""", "'learning_rate'")]
    [InlineData("""{"tree": {"deep": 1}}""", "'tree.deep'")]
    [InlineData("""{"learning_rate": "fast"}""", "'learning_rate'")]
    [InlineData("""{"target_update": "sometimes"}""", "'target_update'")]
    [InlineData("""{"hidden_sizes": 64}""", "'hidden_sizes'")]
    [InlineData("[]", "JSON object")]
    [InlineData("{", "valid JSON")]
    public void Read_OfAMistake_NamesIt(string json, string message)
    {
        var error = Assert.Throws<FormatException>(() => OptionsJson.Read<Outer>(json));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OutOfRange_IsTheErrorOfTheProperty() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => OptionsJson.Read<Outer>("""{"learning_rate": -1}"""));
}
