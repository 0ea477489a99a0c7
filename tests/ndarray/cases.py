"""Expressions whose values MXNet 1.9.1 was asked for, one per line; see `recorded.json` and
`test_recorded.py`.

Each line is run in a namespace with `x = nd.arange(12).reshape((3, 4))`, `i` the same as int32,
`grad_of`, `after` and `recording` of `harness.py`; statements stand before the last `;;`.
"""

INDEXING = """
x[1]
x[-1]
x[5]
x[-4]
x[1:10]
x[10:]
x[0:0]
x[0,0,0]
x[1.0]
x['a']
x[True]
x[np.int64(1)]
x[[0,2]]
x[[0,2],[1,3]]
x[[0,2],1:3]
x[:,[0,2]]
x[nd.array([0,2])]
x[nd.array([0,2],dtype='int32')]
x[nd.array([[0,2],[1,1]])]
x[nd.array([0.7,2.2])]
x[np.array([0.7,2.2])]
x[(0,)]
x[()]
x[None,1]
x[1,None]
x[...,1]
x[...,None]
x[::-1]
x[::-2,::-1]
x[1,::-1]
x[[0,5]]
x[[-1]]
x[[-5]]
x[[[0,1],[1,2]]]
x[[0,1],None,[1,2]]
x[nd.array([1],dtype='int32'),2]
x[np.array([0,1]),...,np.array([1,2])]
x[range(2)]
x[(0,1),(1,2)]
x[2:0:-1]
x[x]
x[nd.array([1,2],dtype='uint8')]
x[nd.array([1,0,1],dtype='int8')]
x[x>5]
x[::0]
x[1,2]
x[1:3][0]
x[[True,False,True]]
x[np.array([True,False,True])]
x[nd.array([1,0,1],dtype='bool')]
x[np.ones((3,4),bool)].shape
x[None,[0,1],:,None].shape
x[np.array(1)]
x[[]]
x[2:1]
[a.shape for a in x]
[a.shape for a in x[0]]
"""

WRITING = """
x[0]=5;; x
x[0]=[1,2,3,4];; x
x[0]=np.array([1,2,3,4]);; x
x[:,1]=nd.array([7,8,9]);; x
x[0]=nd.array([7,8,9]);; x
x[0]=np.array([7,8,9]);; x
x[:]=nd.array([7,8,9,1]);; x
x[:]=np.ones((2,3,4));; x
x[:]=np.ones((1,3,4));; x
x[:]=nd.ones((1,3,4));; x
x[1:2]=nd.ones((4,));; x
x[::2]=nd.array([1,2,3,4]);; x
x[[0,2]]=9;; x
x[[0,2],[1,1]]=[5,6];; x
x[[0,0]]=nd.array([[1,1,1,1],[2,2,2,2]]);; x
x[x>5]=0;; x
x[::-1]=nd.arange(12).reshape((3,4));; x
x[None,0]=3;; x
x[...]=3;; x
x[...,1]=3;; x
x[5]=3;; x
x[0:0]=3;; x
x[5:9]=3;; x
x[0]='a';; x
x[0]=None;; x
x[0]=np.nan;; x
x[0]=True;; x
x[0]=np.float64(3);; x
x[0]=nd.ones((4,),dtype='int32');; x
x[:]=nd.ones((3,4),dtype='int32');; x
x[:]=nd.ones((3,4),ctx=mx.cpu(1));; x
x[0]=nd.ones((4,),ctx=mx.cpu(1));; x
x[0]=x[1];; x
x[0:2]=x[1:3];; x
x[1:3]=x[0:2];; x
x[()]=4;; x
x[None]=4;; x
x[0,0]=nd.array([5]);; x
x[0,0]=nd.array([[5]]);; x
x[0,0]=np.array(5);; x
x[0,0]=[5,6];; x
i[0]=3.9;; i
i[:]=3.9;; i
i[:]=np.array([3.9]*4);; i
i[0,1]=-3.9;; i
y=x.astype('uint8');; y[:]=-1;; y
y=x.astype('uint8');; y[0,:]=300;; y
y=x.astype('bool');; y[:]=3;; y
x[np.array([True,False,True])]=0;; x
x[nd.array([1,0,1],dtype='bool')]=0;; x
"""

SHARING = """
y=x[1:3];; y[:]=-1;; x
y=x[0];; y[:]=-1;; x
y=x[:,1];; y[:]=-1;; x
y=x[::2];; y[:]=-1;; x
y=x[1:2,:];; y[:]=-1;; x
y=x[0:1,1:3];; y[:]=-1;; x
y=x[1:3,1:3];; y[:]=-1;; x
y=x[1,2];; y[:]=-1;; (y.shape,x)
y=x[1,1:3];; y[:]=-1;; x
y=x[...];; y[:]=-1;; x
y=x[:];; y[:]=-1;; (y is x,x)
y=x[None];; y[:]=-1;; (y.shape,x)
y=x[1:3][0];; y[:]=-1;; x
y=x.reshape((4,3));; y[:]=-1;; x
y=x.T;; y[:]=-1;; x
y=x.reshape((12,))[3:5];; y[:]=-1;; x
y=x.reshape(4,3);; y[0]=-1;; x
y=nd.reshape(x,(4,3));; y[0]=-1;; x
y=x.flatten();; y[:]=-1;; x
y=x.expand_dims(0);; y[:]=-1;; x
y=x.expand_dims(0,inplace=True);; y[:]=-1;; x
y=x.flatten(inplace=True);; y[:]=-1;; x
y=x.squeeze(inplace=True);; y[:]=-1;; x
y=x.detach();; y[:]=-1;; x
y=x[1];; y+=1;; x
y=x[1:3];; y*=2;; x
a=np.arange(4.);; y=nd.from_numpy(a);; y[:]=5;; nd.waitall();; a
a=np.arange(4.);; y=nd.from_numpy(a);; a.flags.writeable
a=np.arange(4.);; y=nd.from_numpy(a,zero_copy=False);; y[:]=5;; nd.waitall();; a
y=nd.from_dlpack(nd.to_dlpack_for_write(x));; y[:]=5;; x
y=nd.from_dlpack(x.to_dlpack_for_read());; y
"""

ARITHMETIC = """
x+1
1+x
x-1
1-x
x*2
2*x
x/2
2/(x+1)
x%5
5%(x+1)
x**2
2**x
pow(x,2)
-x
abs(-x)
x+x
x-x*2
x*x
(x+1)/(x+2)
x%(x+1)
x**nd.array([2,1,0,3])
x==x
x!=nd.array([0,1,2,3])
x>5
x>=5
x<5
x<=5
5>x
x>x
i>i
i>3
x==nd.array([0,1,2,3])
x==x.reshape((4,3))
x+nd.ones((2,2))
x==None
x!=None
x=='a'
x+None
x+'a'
x+[1,2,3,4]
x+(1,)
x+np.ones((3,4))
np.ones((3,4))+x
np.float64(2)+x
x+np.float64(2)
x+np.int64(3)
x+np.array(2.0)
i+3.9
i*3.9
3.9-i
i/2
2/(1+i)
i%2.5
i+i
i*i
i+x
x.astype('uint8')-5
i>3.5
i==3.5
x>True
x+True
x.astype('bool')+x.astype('bool')
x.astype('bool')+1
x.astype('bool')+1.5
x.astype('bool')*True
x.astype('bool')>0
i+np.float32(1.5)
x.astype('float16')+x
x.astype('float16')+1
x.astype('float64')*0.1
x.astype('int64')+(2**40)
x.astype('int64')*(2**53+1)
x//2
x@x.T
~x
x&x
x+mx.nd.ones((3,4),ctx=mx.cpu(1))
k=id(x);; x+=1;; (k==id(x),x)
x+=nd.ones((4,));; x
x+=nd.ones((2,3,4));; x
x+=x;; x
x-=1;; x/=2;; x
x%=3;; x
x**=2;; x
x//=2;; x
i*=2.5;; i
i/=2;; i
x+=np.ones((3,4));; x
x+='a';; x
x+=nd.ones((3,4),dtype='int32');; x
x+=nd.ones((3,4),ctx=mx.cpu(1));; x
i+=nd.ones((3,4));; i
nd.add(x,1)
nd.add(1,x)
nd.add(1,2)
nd.subtract(1,x[0])
nd.multiply(2,x)
nd.divide(x[0],2)
nd.true_divide(1,2)
nd.power(2,x[0])
nd.power(x[0],2)
nd.power(2,3)
nd.maximum(3,x[0])
nd.maximum(3,5)
nd.minimum(x,5)
nd.modulo(5,x[0]+1)
nd.modulo(5,3)
nd.equal(x,'a')
nd.equal(x,3)
nd.logical_and(x[0],1)
nd.logical_or(x[0],0)
nd.logical_xor(x[0],1)
nd.logical_and(1,0)
nd.greater(3,x[0])
nd.greater_equal(3,x[0])
nd.lesser(3,x[0])
nd.lesser_equal(3,x[0])
nd.lesser(3,2)
nd.not_equal(3,x[0])
"""

CREATION = """
nd.array([1,2,3])
nd.array(3)
nd.array(3.5)
nd.array([[]]).shape
nd.array(np.arange(3))
nd.array(np.arange(3),dtype=np.int64)
nd.array(np.float64([1,2]))
nd.array(np.int32([1,2]))
nd.array([True])
nd.array(np.array([True]))
nd.array(i)
nd.array(i,dtype='float64')
nd.array('a')
nd.array([[1,2],[3]])
nd.array(None)
nd.array(range(3))
nd.array((1,2))
nd.array([1,2],ctx='cpu')
nd.array([1],dtype='foo')
nd.array([300],dtype='uint8')
nd.array([1.7],dtype='int32')
nd.array([1],dtype=bool)
nd.array([1],dtype=int)
nd.array([1],dtype=float)
nd.array([1,2],ctx=mx.cpu(1)).context
nd.zeros(3)
nd.zeros((3,),dtype='int32')
nd.zeros((-1,2))
nd.zeros((0,2))
nd.ones(())
nd.empty((0,2)).shape
nd.array([]).shape
nd.zeros((2,),foo=1)
nd.zeros((2,),stype='default')
nd.zeros('a')
nd.zeros(2.5)
nd.zeros(np.int64(3))
nd.zeros([2,3])
nd.ones((2,),dtype=np.float16)
nd.ones(2)
nd.empty((2,3)).shape
nd.empty(3).shape
nd.full((2,),7)
nd.full(2,7)
nd.full((2,),7,dtype='int32')
nd.full((2,),7.9,dtype='int32')
nd.full((2,),np.nan)
z=nd.zeros((2,));; r=nd.full((2,),7,out=z);; (r is z,z)
z=nd.zeros((2,));; r=nd.ones((2,),out=z);; (r is z,z)
nd.full((2,),nd.array([3]))
nd.arange(5)
nd.arange(1,5)
nd.arange(1,5,0.5,dtype='float64')
nd.arange(0,5,2,repeat=2)
nd.arange(5,0,-1)
nd.arange(3,dtype='int32')
nd.linspace(0,1,5)
nd.linspace(0,1,5,endpoint=False)
nd.linspace(0,1,1)
nd.eye(3)
nd.eye(2,3,1,dtype='int32')
nd.eye(2,0)
nd.moveaxis(nd.zeros((2,3,4)),0,2).shape
nd.moveaxis(nd.zeros((2,3,4)),[0,1],[-1,-2]).shape
nd.moveaxis(nd.zeros((2,3,4)),0,5).shape
nd.moveaxis(nd.zeros((2,3,4)),[0,0],[1,2]).shape
nd.moveaxis(nd.zeros((2,3,4)),[0,1],[1]).shape
nd.concatenate([x,x])
nd.concatenate([x,x],axis=1)
nd.concatenate([x]) is x
nd.concatenate([x],always_copy=False) is x
nd.concatenate([x,i]).shape
nd.concatenate([x,nd.zeros((2,2))]).shape
nd.concatenate([])
nd.histogram(x,bins=3)
nd.histogram(x,bins=nd.array([0,5,11]))
nd.histogram(x,bins=3,range=(0,6))
nd.histogram(x,bins='a')
nd.split_v2(x,3)
nd.split_v2(x,(1,))
nd.split_v2(x,2,axis=1)
nd.split_v2(x,3,squeeze_axis=True)
nd.split_v2(x,'a')
nd.split_v2(x,5)
z=nd.zeros((2,3));; nd.onehot_encode(nd.array([0,2]),z);; z
nd.from_numpy(np.arange(4.))
nd.from_numpy(np.arange(12.).reshape((3,4)).T)
nd.from_numpy(np.arange(12.).reshape((3,4)).T,zero_copy=False)
nd.from_numpy([1,2])
nd.get_indexing_dispatch_code((1,))
nd.indexing_key_expand_implicit_axes((1,),(3,4))
nd.get_oshape_of_gather_nd_op((3,4),(2,5))
"""

METHODS = """
x.stype
x.writable
x.tostype('default') is x
x.T
nd.arange(24).reshape((2,3,4)).T.shape
x.as_in_context(mx.cpu(0)) is x
x.as_in_context(mx.cpu(1)).context
x.as_in_context(None)
x.as_in_context('cpu')
x.astype('float32',copy=False) is x
x.astype('float32') is x
x.astype('int32')
x.astype(None)
x.astype('foo')
x.copyto(x)
x.copyto(mx.cpu(1)).context
y=nd.zeros((3,4),dtype='int32');; r=x.copyto(y);; (r is y,y)
y=nd.zeros((4,3));; x.copyto(y);; y
x.copyto(3)
x.asscalar()
x[1,2].asscalar()
nd.array([3],dtype='int32').asscalar()
bool(x)
bool(nd.array([0.0]))
bool(nd.array([2.0]))
bool(nd.zeros((1,1)))
len(x)
len(x[1,2])
[1,2,3][nd.array([1],dtype='int32')]
3.0 in x
hash(x)==id(x)//16
x.as_nd_ndarray() is x
x.size
x.ndim
x.wait_to_read()
nd.waitall()
x.norm()
x.sum()
x.foo
np.sum(x)
x.__array_priority__
repr(x)
str(x[0])
format(x[0])
repr(x[0,0])
repr(nd.array([1.5,1e10,np.nan]))
repr(nd.array([True,False],dtype='bool'))
repr(nd.array([1],dtype='float16'))
repr(nd.array([1],dtype='uint8'))
repr(nd.zeros((2,2000)))
repr(nd.zeros((2,2),ctx=mx.cpu(1)))
repr(nd.array([[1,-2.5],[1e-8,3]]))
repr(nd.arange(2000))
x.__getstate__()
pickle.loads(pickle.dumps(x))
copy.copy(x)
copy.deepcopy(x)
x.slice_assign(nd.ones((1,4)),(0,None),(1,None),(None,None))
x.slice_assign_scalar(5.0,(0,0),(1,2),(1,1))
x.slice((0,1),(2,3))
x.diag()
x.diag(k=1)
x.broadcast_to((2,3,4))
x.broadcast_to((3,5))
x.broadcast_like(nd.zeros((2,3,4)))
x.reshape(-1)
x.reshape((0,-1))
x.reshape(2,-1)
x.reshape(shape=(2,6))
x.reshape((-2,))
x.reshape((-3,))
x.reshape((-4,1,3,-2))
x.reshape((-1,0),reverse=True)
x.reshape(2,6,foo=1)
x.reshape()
x.reshape((5,5))
x.reshape((-1,-1))
x.reshape(())
x.reshape((2,0))
x.reshape(shape=(2,6),reverse=False)
x.squeeze()
nd.zeros((1,3,1)).squeeze(0)
nd.zeros((1,3,1)).squeeze(0,inplace=True)
nd.zeros((1,3,1)).squeeze(1,inplace=True)
nd.zeros((1,3,1)).squeeze(inplace=True)
x.expand_dims(2)
x.expand_dims(-1,inplace=True)
x.expand_dims(5,inplace=True)
x.flatten()
nd.zeros((2,3,4)).flatten().shape
x.split_v2(2,axis=1)
x.clip(2,5)
x.one_hot(depth=3).shape
x.max(axis=1)
x.topk(k=2)
x.take(nd.array([0,2]))
x.softmax()
x.swapaxes(0,1)
x.tile((2,1))
x.pick(nd.array([1,0,2]))
"""

FILES = """
nd.save(path,3)
nd.save(path,x);; nd.load(path)
nd.save(path,[x,3])
nd.save(path,{'a':3})
nd.save(path,{1:x})
nd.save(path,{'a':x,'b':x+1});; nd.load(path)
nd.save(path,{'a':x,'b':i});; open(path,'rb').read()
nd.save(path,[]);; nd.load(path)
nd.save(path,{});; nd.load(path)
nd.save(path,(x,x))
nd.load(3)
nd.load('/nonexistent')
nd.load_frombuffer(b'')
nd.load_frombuffer('abc')
nd.save(path,[x]);; nd.load_frombuffer(open(path,'rb').read())
nd.save(path,[nd.ones((2,),dtype=d) for d in ('float16','float64','uint8')]);; nd.load(path)
nd.save(path,[nd.ones((2,),dtype=d) for d in ('int8','int32','int64')]);; nd.load(path)
nd.save(path,[nd.array([1,0],dtype='bool')]);; nd.load(path)
"""

AUTOGRAD = """
grad_of(lambda x: x[1]*2)
grad_of(lambda x: x[:]*2)
grad_of(lambda x: x[::2,1]*2)
grad_of(lambda x: x[::-1,1:3]*x[:,2:])
grad_of(lambda x: x[[0,0,1]]*2)
grad_of(lambda x: x[nd.array([0,0,1])]*2)
grad_of(lambda x: x[1,2]*x[0,3])
grad_of(lambda x: x.reshape((4,3))[0]*2)
grad_of(lambda x: x.copy())
grad_of(lambda x: x.as_in_context(mx.cpu(1)))
grad_of(lambda x: x.astype('float64'))
grad_of(lambda x: x.copyto(nd.zeros((3,4))))
grad_of(lambda x: nd.array(x))
grad_of(lambda x: x==x)
grad_of(lambda x: x.T*nd.arange(12).reshape((4,3)))
grad_of(lambda x: x.detach()*x)
grad_of(lambda x: x.expand_dims(0)*2)
grad_of(lambda x: x.flatten()*2)
grad_of(lambda x: x.broadcast_to((2,3,4)))
grad_of(lambda x: x.sum()+x[0])
grad_of(lambda x: 3/(x+1))
grad_of(lambda x: 2**x)
grad_of(lambda x: 20%(x+1))
grad_of(lambda x: after(nd.zeros((3,4)),lambda z: z.__setitem__(slice(None),x*2)))
recording(lambda x: x.__setitem__(slice(None),1))
recording(lambda x: x.__setitem__(0,1))
recording(lambda x: x.__setitem__(slice(None),nd.ones((3,4))))
recording(lambda x: x.__setitem__(slice(0,2),nd.ones((2,4))))
recording(lambda x: x.__setitem__((slice(None),1),2))
recording(lambda x: x.__setitem__([0],2))
recording(lambda x: x.__setitem__(0,np.ones(4)))
recording(lambda x: x.__iadd__(1))
recording(lambda x: x.__iadd__(nd.ones((3,4))))
recording(lambda x: (x*2).__iadd__(1))
recording(lambda x: nd.zeros((3,4)).__iadd__(x))
recording(lambda x: nd.zeros((3,4)).__setitem__(0,x[0]))
recording(lambda x: nd.zeros((3,4)).__setitem__((slice(None),1),x[:,1]))
recording(lambda x: nd.zeros((3,4)).__setitem__([0,1],x[[1,2]]))
x.attach_grad();; x[:]=5;; x+=1;; x
x.attach_grad();; x+=1;; grad_again(x,lambda x: x*x)
x.attach_grad();; x-=0.1*x;; x[0]=2;; grad_again(x,lambda x: x*x)
x.attach_grad();; y=x[:];; y.grad is None
x.attach_grad();; x[1:2].grad
x.attach_grad();; x.detach().grad
x.attach_grad();; x.copy().grad
v=x[1];; v.attach_grad();; g=grad_again(v,lambda v: v*2);; x[:]=0;; (g,v)
x.grad
x.attach_grad('foo')
x.attach_grad(stype='default');; x.grad
x.backward()
x.attach_grad();; x._fresh_grad
x.attach_grad();; grad_again(x,lambda x: x*2);; x._fresh_grad
"""

GROUPS = {
    "indexing": INDEXING,
    "writing": WRITING,
    "sharing": SHARING,
    "arithmetic": ARITHMETIC,
    "creation": CREATION,
    "methods": METHODS,
    "files": FILES,
    "autograd": AUTOGRAD,
}


def expressions():
    """`(group, line)` of every expression."""
    return [(group, line) for group, text in GROUPS.items() for line in text.strip().splitlines()]
