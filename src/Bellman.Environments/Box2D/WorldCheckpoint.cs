using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>A world as an entry of a checkpoint.</summary>
internal static class WorldCheckpoint
{
    private const string Name = "world";

    /// <summary>Writes all that stepping changes.</summary>
    public static void Save(CheckpointWriter writer, World world)
    {
        using var stream = new MemoryStream();
        using var binary = new BinaryWriter(stream);
        world.Save(binary);
        writer.Write(Name, stream.ToArray());
    }

    /// <summary>Reads it into a world built by the same calls.</summary>
    /// <exception cref="CheckpointFormatException">It is of another world, or damaged.</exception>
    public static void Load(CheckpointReader reader, World world)
    {
        using var binary = new BinaryReader(new MemoryStream(reader.ReadBytes(Name)));
        try
        {
            world.Load(binary);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw reader.Fault($"the world of bodies cannot be read: {error.Message}");
        }
    }
}
