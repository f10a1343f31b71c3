'use strict';

module.exports = require('../scripts/.eslintrc.cjs');
