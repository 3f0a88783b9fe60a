export default () => <h1>about</h1>;
