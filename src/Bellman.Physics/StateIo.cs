namespace Bellman.Physics;

/// <summary>Reading and writing vectors of a saved world.</summary>
internal static class StateIo
{
    public static void Write(this BinaryWriter writer, Vector2D vector)
    {
        writer.Write(vector.X);
        writer.Write(vector.Y);
    }

    public static Vector2D ReadVector(this BinaryReader reader) => new(reader.ReadSingle(), reader.ReadSingle());
}
