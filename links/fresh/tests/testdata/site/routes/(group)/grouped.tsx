export default () => <h1>grouped</h1>;
