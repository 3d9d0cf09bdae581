using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>Notes when a hull hits the ground and which of two feet touch it.</summary>
internal sealed class HullContacts : IContactListener
{
    private readonly Body?[] _feet = new Body?[2];
    private readonly bool[] _isDown = new bool[2];
    private Body? _hull;

    /// <summary>Whether the hull has touched the ground.</summary>
    public bool HasCrashed { get; private set; }

    public bool IsAnyFootDown => _isDown[0] || _isDown[1];

    /// <summary>Whether a foot touches the ground.</summary>
    /// <param name="index">0 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such foot.</exception>
    public bool IsDown(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, 1);
        return _isDown[index];
    }

    /// <summary>Watches other bodies from now on, of which none touches the ground yet.</summary>
    public void Watch(Body hull, Body firstFoot, Body secondFoot)
    {
        _hull = hull;
        _feet[0] = firstFoot;
        _feet[1] = secondFoot;
        HasCrashed = false;
        _isDown.AsSpan().Clear();
    }

    public void BeginContact(Contact contact)
    {
        HasCrashed |= Involves(contact, _hull);
        for (int i = 0; i < _isDown.Length; i++)
        {
            _isDown[i] |= Involves(contact, _feet[i]);
        }
    }

    /// <summary>As upstream, a foot that leaves one of two segments counts as up although it still stands on the other.</summary>
    public void EndContact(Contact contact)
    {
        for (int i = 0; i < _isDown.Length; i++)
        {
            _isDown[i] &= !Involves(contact, _feet[i]);
        }
    }

    public void Save(CheckpointWriter writer)
    {
        writer.Write("crashed", HasCrashed);
        writer.Write("leg0", _isDown[0]);
        writer.Write("leg1", _isDown[1]);
    }

    public void Load(CheckpointReader reader)
    {
        HasCrashed = reader.ReadBoolean("crashed");
        _isDown[0] = reader.ReadBoolean("leg0");
        _isDown[1] = reader.ReadBoolean("leg1");
    }

    private static bool Involves(Contact contact, Body? body) => contact.FixtureA.Body == body || contact.FixtureB.Body == body;
}
