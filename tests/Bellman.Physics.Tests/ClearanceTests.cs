namespace Bellman.Physics.Tests;

/// <summary>What is taken to stay away from an edge must be what the search for an impact finds none for.</summary>
public class ClearanceTests
{
    private static readonly Vector2D Start = new(3, 5);
    private static readonly Vector2D End = new(5, 5.6f);

    [Fact]
    public void Stays_BodiesNearAnEdge_HaveNoImpact()
    {
        World world = Scenes.NewWorld();
        Body ground = world.CreateBody(new BodyDef());
        Fixture edge = ground.CreateFixture(new FixtureDef(new EdgeShape(Start, End)));
        Body body = world.CreateBody(new BodyDef { Type = BodyType.Dynamic, Position = new Vector2D(4, 7) });
        Fixture box = body.CreateFixture(new FixtureDef(PolygonShape.Box(0.07f, 0.27f)) { Density = 1 });
        var contact = new Contact();
        contact.Reuse(edge, box);
        int stays = 0, near = 0, impacts = 0;
        for (int i = 0; i < 200_000; i++)
        {
            Place(body, i);
            bool hits = TimeOfImpact.Find(edge.Shape.Vertices, ground.Sweep, box.Shape.Vertices, body.Sweep, out _);
            if (Clearance.Stays(contact))
            {
                Assert.False(hits, $"Body {i} is said to stay away, but hits.");
                stays++;
                near += (body.Sweep.Center - body.Sweep.StartCenter).Length < 0.02f && Height(body) < 0.3f ? 1 : 0;
            }
            impacts += hits ? 1 : 0;
        }

        // Without bodies of all kinds the test would say nothing.
        Assert.True(stays > 10_000 && near > 1_000 && impacts > 5_000, $"{stays} stay, {near} of them near; {impacts} hit.");
    }

    /// <summary>Puts a body near the edge, on either side, and moves it: many slowly, some far, some turning.</summary>
    private static void Place(Body body, int i)
    {
        float along = Fraction(i, 0.7548777f) * 1.6f - 0.3f;
        float height = (Fraction(i, 0.5698403f) - 0.3f) * 0.8f;
        var normal = new Vector2D(Start.Y - End.Y, End.X - Start.X);
        Vector2D center = Start + along * (End - Start) + (height / normal.Length) * normal;
        float speed = (i % 3) switch { 0 => 0.01f, 1 => 0.1f, _ => 0.6f };
        var way = new Vector2D(Fraction(i, 0.8191725f) - 0.5f, Fraction(i, 0.6710436f) - 0.5f);
        float angle = 7f * Fraction(i, 0.5497005f);
        body.Sweep.StartFraction = 0f;
        (body.Sweep.StartCenter, body.Sweep.StartAngle) = (center, angle);
        (body.Sweep.Center, body.Sweep.Angle) = (center + speed * way, angle + speed * 2f * (Fraction(i, 0.4501943f) - 0.5f));
        body.SynchronizeFrame();
    }

    private static float Height(Body body)
    {
        Vector2D way = End - Start;
        return MathF.Abs(Vector2D.Cross(way, body.Sweep.Center - Start)) / way.Length;
    }

    private static float Fraction(int i, double step) => (float)(i * step % 1);
}
