using System.Security.Cryptography;
using Bellman.Core;
using Bellman.Numerics;
using Bellman.Tests;

namespace Bellman.Environments.Tests;

/// <summary>Worlds in lanes again in processes without AVX-512, without AVX2 and without any vector hardware.</summary>
public sealed class InstructionSetTests
{
    private const string ReportVariable = "BELLMAN_TEST_REPORT";

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Batch_InstructionSetOff_HasTheSameBits(string variable)
    {
        string report = Path.GetTempFileName();
        try
        {
            (int exitCode, string output) = ChildProcess.RunTests("Runs=at every vector width", (variable, "0"), (ReportVariable, report));
            Assert.True(exitCode == 0, output);
            Assert.Equal(Hashes(), File.ReadAllText(report));
        }
        finally
        {
            File.Delete(report);
        }
    }

    [Fact]
    [Trait("Runs", "at every vector width")]
    public void Batch_Twice_HasTheSameBits()
    {
        string hashes = Hashes();
        Assert.Equal(hashes, Hashes());
        if (Environment.GetEnvironmentVariable(ReportVariable) is { } report) File.WriteAllText(report, hashes);
    }

    /// <summary>A line for each environment: the SHA-256 of all its worlds after many steps.</summary>
    private static string Hashes() => string.Join('\n', Envs.Specs.Select(spec => spec.Id).Where(Envs.HasBatch).Select(Hash));

    private static string Hash(string id)
    {
        using VectorEnv batch = Envs.MakeBatch(id, 19);
        batch.Reset(3);
        Pcg64 random = new SeedStreams(4).Stream("actions");
        float[] actions = new float[19 * batch.ActionSpace.Size];
        for (int step = 0; step < 300; step++)
        {
            for (int i = 0; i < actions.Length; i += batch.ActionSpace.Size)
                batch.ActionSpace.Sample(random, actions.AsSpan(i, batch.ActionSpace.Size));
            batch.Step(actions);
        }

        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "worlds", batch.Save);
        return $"{id} {Convert.ToHexString(SHA256.HashData(stream.ToArray()))}";
    }
}
