"""Writes the files of this folder with h5py (Debian: python3-h5py): one dataset 'x' each, in the ways that HDF5 stores numbers.

x[i, j] = 1.25 (3 i + j) - 7 for floating-point types and 3 i + j - 7 for integers, of 13 rows and 3 columns; chunks of 5 x 2 have edges on both axes.
"""
import os
import numpy as np
import h5py
from h5py import h5d, h5p, h5s, h5t

here = os.path.dirname(os.path.abspath(__file__))
index = np.arange(39).reshape(13, 3)
real, whole = 1.25 * index - 7, index - 7
written = []
os.chdir(here)  # HDF5 looks for external files where it runs


def save(name, libver, **options):
    dtype = np.dtype(options.pop('dtype', '<f8'))
    path = os.path.join(here, name + '.h5')
    with h5py.File(path, 'w', libver=libver) as f:
        f.create_dataset('x', data=(real if dtype.kind == 'f' else whole).astype(dtype), **options)
    written.append(name)


for libver, letter in (('earliest', 'e'), ('latest', 'l')):
    for dtype in ('<f8', '>f8', '<f4', '>f4', '<f2', '>f2', '<i1', '<i2', '>i2', '<i4', '>i4', '<i8', '>i8'):
        save(f'{letter}-contiguous-' + dtype.replace('<', 'le').replace('>', 'be'), libver, dtype=dtype)
    filters = {
        'none': {}, 'gzip': dict(compression='gzip'), 'lzf': dict(compression='lzf'), 'shuffle': dict(shuffle=True), 'fletcher': dict(fletcher32=True),
        'gzip-shuffle': dict(compression='gzip', shuffle=True), 'lzf-shuffle': dict(compression='lzf', shuffle=True),
        'gzip-shuffle-fletcher': dict(compression='gzip', shuffle=True, fletcher32=True), 'lzf-fletcher': dict(compression='lzf', fletcher32=True),
    }
    for name, options in filters.items():
        save(f'{letter}-chunked-{name}', libver, chunks=(5, 2), **options)
        save(f'{letter}-grown-{name}', libver, chunks=(5, 2), maxshape=(None, 3), **options)
    save(f'{letter}-grown-second-axis', libver, chunks=(5, 2), maxshape=(13, None))
    save(f'{letter}-grown-both-axes', libver, chunks=(5, 2), maxshape=(None, None), compression='gzip')
    save(f'{letter}-one-chunk', libver, chunks=(13, 3), compression='gzip')
    save(f'{letter}-many-chunks', libver, chunks=(1, 1), maxshape=(None, 3))
    save(f'{letter}-many-fixed-chunks', libver, chunks=(1, 1), compression='gzip')
    save(f'{letter}-scale-offset-integers', libver, dtype='<i4', chunks=(5, 2), scaleoffset=0)
    save(f'{letter}-scale-offset-integers-big', libver, dtype='>i2', chunks=(5, 2), scaleoffset=0)
    save(f'{letter}-scale-offset-real', libver, dtype='<f8', chunks=(5, 2), scaleoffset=2)

    # Resized after it was written, and never written in part.
    with h5py.File(os.path.join(here, f'{letter}-resized.h5'), 'w', libver=libver) as f:
        d = f.create_dataset('x', (20, 7), '<f8', chunks=(5, 2), maxshape=(None, None), compression='gzip')
        d[:] = 99
        d.resize((13, 3))
        d[:] = real
    with h5py.File(os.path.join(here, f'{letter}-fill.h5'), 'w', libver=libver) as f:
        d = f.create_dataset('x', (13, 3), '<f8', chunks=(5, 3), fillvalue=-7.0)
        d[5:] = real[5:]

    # Chunks that went through some of their filters only.
    for name, options, mask in (('gzip-left-out', dict(compression='gzip'), 1), ('lzf-left-out', dict(compression='lzf'), 1),
                                ('shuffle-kept-lzf-left-out', dict(shuffle=True, compression='lzf'), 2), ('shuffle-left-out', dict(shuffle=True, compression='gzip'), 3)):
        with h5py.File(os.path.join(here, f'{letter}-mask-{name}.h5'), 'w', libver=libver) as f:
            d = f.create_dataset('x', (13, 3), '<f8', chunks=(13, 3), **options)
            raw = real.astype('<f8').tobytes()
            if mask == 2:
                raw = np.frombuffer(raw, 'u1').reshape(-1, 8).T.tobytes()
            d.id.write_direct_chunk((0, 0), raw, filter_mask=mask)

    # Chunks at the edges without filters.
    create = h5p.create(h5p.DATASET_CREATE)
    create.set_chunk((5, 2))
    create.set_deflate(4)
    if libver == 'latest' and hasattr(create, 'set_chunk_opts'):
        create.set_chunk_opts(h5d.CHUNK_DONT_FILTER_PARTIAL_CHUNKS)
        with h5py.File(os.path.join(here, f'{letter}-unfiltered-edges.h5'), 'w', libver=libver) as f:
            h5d.create(f.id, b'x', h5t.IEEE_F64LE, h5s.create_simple((13, 3)), dcpl=create).write(h5s.ALL, h5s.ALL, real)

    # Compact, and in a group with many others, with attributes in a heap.
    create = h5p.create(h5p.DATASET_CREATE)
    create.set_layout(h5d.COMPACT)
    with h5py.File(os.path.join(here, f'{letter}-compact.h5'), 'w', libver=libver) as f:
        h5d.create(f.id, b'x', h5t.IEEE_F64LE, h5s.create_simple((13, 3)), dcpl=create).write(h5s.ALL, h5s.ALL, real)
    with h5py.File(os.path.join(here, f'{letter}-crowd.h5'), 'w', libver=libver) as f:
        for i in range(60):
            f.create_group(f'group number {i}')
        d = f.create_dataset('x', data=real)
        for i in range(20):
            d.attrs[f'attribute {i}'] = float(i)
        d.attrs['unit'] = 'mm'
        f.create_dataset('names', data=np.array(['nose', 'tail', 'paw'], dtype=object), dtype=h5py.string_dtype())
        f.create_dataset('fixed', data=np.array([b'nose', b'tail', b'paw']))

    # Elsewhere.
    with h5py.File(os.path.join(here, f'{letter}-external.h5'), 'w', libver=libver) as f:
        f.create_dataset('x', (13, 3), '<f8', external=[(f'{letter}-external.bin', 0, h5py.h5f.UNLIMITED)])[:] = real
    with h5py.File(os.path.join(here, f'{letter}-links.h5'), 'w', libver=libver) as f:
        f['x'] = h5py.ExternalLink(f'{letter}-compact.h5', '/x')
        f['soft'] = h5py.SoftLink('/x')
        f['circle'] = h5py.SoftLink('/circle')
        f['gone'] = h5py.ExternalLink('not-there.h5', '/x')
    layout = h5py.VirtualLayout((13, 3), '<f8')
    layout[:] = h5py.VirtualSource(f'{letter}-compact.h5', 'x', (13, 3))
    with h5py.File(os.path.join(here, f'{letter}-virtual.h5'), 'w', libver='latest') as f:
        f.create_virtual_dataset('x', layout)
