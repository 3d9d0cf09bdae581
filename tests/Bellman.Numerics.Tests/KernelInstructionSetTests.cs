using Bellman.Tests;

namespace Bellman.Numerics.Tests;

/// <summary>The kernel tests again in processes without AVX-512, without AVX2 and without any vector hardware.</summary>
public sealed class KernelInstructionSetTests
{
    private const string ReportVariable = "BELLMAN_TEST_REPORT";

    [Theory]
    [InlineData("DOTNET_EnableAVX512", SimdWidth.Bits256)]
    [InlineData("DOTNET_EnableAVX2", SimdWidth.Bits128)]
    [InlineData("DOTNET_EnableHWIntrinsic", SimdWidth.Bits128)]
    internal void KernelTests_InstructionSetOff_Pass(string variable, SimdWidth widest)
    {
        string report = Path.GetTempFileName();
        try
        {
            (int exitCode, string output) = ChildProcess.RunTests("Runs=at every vector width", (variable, "0"), (ReportVariable, report));
            Assert.True(exitCode == 0, output);
            Assert.True(Enum.Parse<SimdWidth>(File.ReadAllText(report)) <= widest);
        }
        finally
        {
            File.Delete(report);
        }
    }

    [Fact]
    [Trait("Runs", "at every vector width")]
    public void Native_ThisProcess_IsReported()
    {
        Assert.True(Enum.IsDefined(SimdWidths.Native));
        if (Environment.GetEnvironmentVariable(ReportVariable) is { } report)
        {
            File.WriteAllText(report, SimdWidths.Native.ToString());
        }
    }
}
