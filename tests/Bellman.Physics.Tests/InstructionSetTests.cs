using Bellman.Tests;

namespace Bellman.Physics.Tests;

/// <summary>Worlds in lanes again in processes without AVX-512, without AVX2 and without any vector hardware.</summary>
public sealed class InstructionSetTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void WorldBatch_InstructionSetOff_EqualsWorldsOneByOne(string variable)
    {
        (int exitCode, string output) = ChildProcess.RunTests("Runs=at every vector width", (variable, "0"));
        Assert.True(exitCode == 0, output);
    }
}
