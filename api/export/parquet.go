package export

import (
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// groupRows is how many rows a row group holds: what is in memory at a time.
const groupRows = 20_000

// parquetFile writes Parquet with zstd. Structs are groups, pointers optional groups,
// lists JSON text; the path of a column is its name.
type parquetFile struct {
	out   *parquet.GenericWriter[any]
	nodes []node
	row   parquet.Row
}

func newParquet(w io.Writer, row reflect.Type, opt Options) *parquetFile {
	nodes := nodesOf(row)
	schema := parquet.NewSchema("row", parquet.SchemaOf(reflect.New(shape(row, nodes)).Interface()))
	options := []parquet.WriterOption{
		schema, parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}), parquet.MaxRowsPerRowGroup(groupRows),
		parquet.CreatedBy("moneytrail", "1", "0"),
	}
	for _, f := range opt.Facts {
		options = append(options, parquet.KeyValueMetadata("moneytrail."+f.Name, f.Text))
	}
	return &parquetFile{out: parquet.NewGenericWriter[any](w, options...), nodes: nodes}
}

// shape makes the struct type whose tags say to the library what nodes are: it
// keeps the order of fields, which groups made by hand do not.
func shape(t reflect.Type, nodes []node) reflect.Type {
	return reflect.StructOf(shapeFields(t, nodes, new(int)))
}

func shapeFields(t reflect.Type, nodes []node, n *int) []reflect.StructField {
	var out []reflect.StructField
	for i := range nodes {
		x := &nodes[i]
		inner := deref(t.Field(x.index).Type)
		if x.name == "" {
			out = append(out, shapeFields(inner, x.fields, n)...)
			continue
		}
		field := reflect.StructField{Name: fieldName(*n), Tag: reflect.StructTag(`parquet:"` + x.name + `"`)}
		*n++
		switch {
		case x.fields != nil:
			field.Type = shape(inner, x.fields)
		default:
			field.Type = leafTypes[x.kind]
			if x.kind == list {
				field.Tag = reflect.StructTag(`parquet:"` + x.name + `,json"`)
			}
		}
		if x.optional {
			field.Type = reflect.PointerTo(field.Type)
			field.Tag = field.Tag[:len(field.Tag)-1] + `,optional"`
		}
		out = append(out, field)
	}
	return out
}

var leafTypes = [...]reflect.Type{
	text: reflect.TypeFor[string](), integer: reflect.TypeFor[int64](), number: reflect.TypeFor[float64](),
	truth: reflect.TypeFor[bool](), list: reflect.TypeFor[string](),
}

func fieldName(n int) string {
	return "F" + string(rune('a'+n/26/26%26)) + string(rune('a'+n/26%26)) + string(rune('a'+n%26))
}

func (p *parquetFile) Write(row any) error {
	p.row = p.row[:0]
	if err := walk(reflect.ValueOf(row).Elem(), p.nodes, 0, p); err != nil {
		return err
	}
	_, err := p.out.WriteRows([]parquet.Row{p.row})
	return err
}

func (p *parquetFile) Close() error { return p.out.Close() }

func (p *parquetFile) add(v parquet.Value, depth int) {
	p.row = append(p.row, v.Level(0, depth, len(p.row)))
}

func (p *parquetFile) text(s string, depth int) {
	p.add(parquet.ByteArrayValue([]byte(s)), depth)
}
func (p *parquetFile) integer(n int64, depth int)  { p.add(parquet.Int64Value(n), depth) }
func (p *parquetFile) number(f float64, depth int) { p.add(parquet.DoubleValue(f), depth) }
func (p *parquetFile) truth(b bool, depth int)     { p.add(parquet.BooleanValue(b), depth) }
func (p *parquetFile) absent(_ kind, depth int)    { p.add(parquet.NullValue(), depth) }
