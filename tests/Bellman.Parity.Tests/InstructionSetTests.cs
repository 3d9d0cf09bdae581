using Bellman.Tests;

namespace Bellman.Parity.Tests;

/// <summary>The recorded episodes again in processes without AVX-512, without AVX2 and without any vector hardware.</summary>
public sealed class InstructionSetTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Recordings_InstructionSetOff_AreReproduced(string variable)
    {
        (int exitCode, string output) = ChildProcess.RunTests("Runs=at every vector width", (variable, "0"));
        Assert.True(exitCode == 0, output);
    }
}
